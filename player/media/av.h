// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

// The one door to libav: its headers, an owner for each of its handles, and whatever differs between
// FFmpeg 5.1 and 7.1. Included by the sources of this folder only.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

#include <cstdint>

#include "content-schema/base/owned.h"

namespace madang::av {

inline void close_format(AVFormatContext* context) noexcept {
  avformat_close_input(&context);
}
inline void free_io(AVIOContext* io) noexcept {
  av_freep(&io->buffer);
  avio_context_free(&io);
}
inline void free_codec(AVCodecContext* context) noexcept {
  avcodec_free_context(&context);
}
inline void free_frame(AVFrame* frame) noexcept {
  av_frame_free(&frame);
}
inline void free_packet(AVPacket* packet) noexcept {
  av_packet_free(&packet);
}
inline void free_filter_graph(AVFilterGraph* graph) noexcept {
  avfilter_graph_free(&graph);
}
inline void free_resampler(SwrContext* resampler) noexcept {
  swr_free(&resampler);
}
inline void free_buffer(AVBufferRef* buffer) noexcept {
  av_buffer_unref(&buffer);
}

using Format = Owned<AVFormatContext, close_format>;
using Io = Owned<AVIOContext, free_io>;
using Codec = Owned<AVCodecContext, free_codec>;
using FilterGraph = Owned<AVFilterGraph, free_filter_graph>;
using Frame = Owned<AVFrame, free_frame>;
using Packet = Owned<AVPacket, free_packet>;
using Buffer = Owned<AVBufferRef, free_buffer>;
using Resampler = Owned<SwrContext, free_resampler>;
using Scaler = Owned<SwsContext, sws_freeContext>;

/// The nine numbers of the stream's display matrix (ISO/IEC 14496-12, 8.3.2), or null.
const std::int32_t* display_matrix(const AVStream& stream);

/// Whether the frame is two fields that were taken one after the other.
bool is_interlaced(const AVFrame& frame);

/// Whether its light is that of HDR (PQ or HLG).
bool is_hdr(const AVFrame& frame);

/// Lets frame threads call our get_buffer2 themselves, which later versions always do.
void allow_threaded_buffers(AVCodecContext& context);

/// libav says nothing on our stderr: what it has to say comes back as an error of ours.
void silence();

}  // namespace madang::av
