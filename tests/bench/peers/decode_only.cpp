// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
//
// decode_only FILE: decodes every frame with two threads and throws it away. The floor that no player can
// pass.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
}

#include <sys/resource.h>

#include <cstdio>

int main(int count, char** words) {
  if (count != 2)
    return std::fprintf(stderr, "usage: decode_only FILE\n"), 2;
  AVFormatContext* format = nullptr;
  const AVCodec* codec = nullptr;
  if (avformat_open_input(&format, words[1], nullptr, nullptr) < 0 ||
      avformat_find_stream_info(format, nullptr) < 0) {
    return 1;
  }
  const int index = av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, &codec, 0);
  if (index < 0)
    return 1;
  AVCodecContext* context = avcodec_alloc_context3(codec);
  avcodec_parameters_to_context(context, format->streams[index]->codecpar);
  context->thread_count = 2;
  context->thread_type = FF_THREAD_FRAME | FF_THREAD_SLICE;
  if (avcodec_open2(context, codec, nullptr) < 0)
    return 1;

  AVPacket* packet = av_packet_alloc();
  AVFrame* frame = av_frame_alloc();
  int frames = 0;
  bool more = true;
  while (more) {
    more = av_read_frame(format, packet) >= 0;
    if (more && packet->stream_index != index) {
      av_packet_unref(packet);
      continue;
    }
    avcodec_send_packet(context, more ? packet : nullptr);
    av_packet_unref(packet);
    while (avcodec_receive_frame(context, frame) >= 0)
      ++frames;
  }
  av_frame_free(&frame);
  av_packet_free(&packet);
  avcodec_free_context(&context);
  avformat_close_input(&format);

  rusage use{};
  getrusage(RUSAGE_SELF, &use);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  std::printf("frames=%d cpu_s=%.3f rss_mb=%.1f\n", frames, seconds(use.ru_utime) + seconds(use.ru_stime),
              static_cast<double>(use.ru_maxrss) / 1024);
}
