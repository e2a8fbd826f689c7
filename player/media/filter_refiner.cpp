// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/refine.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace madang {
namespace {

constexpr AVRational k_millis{1, 1000};
constexpr double k_most_tone_mapped = 1920.0 * 1080.0;  // px

/// zimg wants to know what it converts from, whatever the clip forgot to say.
std::string tone_mapping(const AVFrame& frame) {
  const double scale =
      std::min(1.0, std::sqrt(k_most_tone_mapped / (double{1} * frame.width * frame.height)));
  const auto even = [scale](int side) { return std::max(2, static_cast<int>(side * scale) / 2 * 2); };
  const char* matrix = frame.colorspace == AVCOL_SPC_BT2020_CL ? "2020_cl" : "2020_ncl";
  const char* transfer = frame.color_trc == AVCOL_TRC_SMPTE2084 ? "smpte2084" : "arib-std-b67";
  const char* range = frame.color_range == AVCOL_RANGE_JPEG ? "full" : "limited";
  return fmt::format(
      "zscale=w={}:h={}:min={}:tin={}:pin=2020:rin={}:t=linear:npl=203,format=gbrpf32le,zscale=p=709,"
      "tonemap=tonemap=mobius:desat=0,zscale=t=709:m=709:p=709:r=limited,format=yuv420p",
      even(frame.width), even(frame.height), matrix, transfer, range);
}

/// By libavfilter: bwdif for fields; zimg and a curve for HDR. Nothing is kept of a clip that needs none.
class FilterRefiner final : public Refiner {
 public:
  bool push(const AVFrame* frame, Millis position) override;
  std::optional<Refined> pull() override;
  void forget() override;

 private:
  struct Kind {
    int width = 0;
    int height = 0;
    int format = -1;
    bool fields = false;
    bool hdr = false;
    friend bool operator==(const Kind&, const Kind&) = default;
  };
  static Kind kind_of(const AVFrame& frame);
  bool build(const AVFrame& frame, const Kind& kind);

  av::FilterGraph graph_;
  AVFilterContext* source_ = nullptr;  // of graph_
  AVFilterContext* sink_ = nullptr;    // of graph_
  Kind kind_;
};

}  // namespace

FilterRefiner::Kind FilterRefiner::kind_of(const AVFrame& frame) {
  return {frame.width, frame.height, frame.format, av::is_interlaced(frame), av::is_hdr(frame)};
}

bool FilterRefiner::build(const AVFrame& frame, const Kind& kind) {
  forget();
  graph_.reset(avfilter_graph_alloc());
  if (!graph_)
    return false;
  graph_->nb_threads = 2;
  const AVRational aspect = frame.sample_aspect_ratio.num > 0 ? frame.sample_aspect_ratio : AVRational{1, 1};
  const std::string chain =
      fmt::format("buffer=video_size={}x{}:pix_fmt={}:time_base=1/1000:pixel_aspect={}/{}", frame.width,
                  frame.height, frame.format, aspect.num, aspect.den) +
      (kind.fields ? ",bwdif=mode=send_field:deint=interlaced" : "") +
      (kind.hdr ? "," + tone_mapping(frame) : "") + ",buffersink";
  AVFilterInOut* inputs = nullptr;
  AVFilterInOut* outputs = nullptr;
  const bool built = avfilter_graph_parse2(graph_.get(), chain.c_str(), &inputs, &outputs) >= 0 &&
                     avfilter_graph_config(graph_.get(), nullptr) >= 0;
  avfilter_inout_free(&inputs);
  avfilter_inout_free(&outputs);
  for (unsigned i = 0; built && i < graph_->nb_filters; ++i) {
    AVFilterContext* filter = graph_->filters[i];
    if (filter->nb_inputs == 0)
      source_ = filter;
    if (filter->nb_outputs == 0)
      sink_ = filter;
  }
  if (source_ == nullptr || sink_ == nullptr) {
    forget();
    return false;
  }
  kind_ = kind;
  return true;
}

bool FilterRefiner::push(const AVFrame* frame, Millis position) {
  if (frame == nullptr)
    return source_ == nullptr || av_buffersrc_add_frame(source_, nullptr) >= 0;
  const Kind kind = kind_of(*frame);
  // Another kind of frame in the middle of a clip (an advertisement spliced into a broadcast) is rare; the
  // field or two that the old graph still held are given up.
  if ((source_ == nullptr || kind != kind_) && !build(*frame, kind))
    return false;
  const av::Frame copy(av_frame_clone(frame));
  if (!copy)
    return false;
  copy->pts = position.count();
  return av_buffersrc_add_frame(source_, copy.get()) >= 0;
}

std::optional<Refiner::Refined> FilterRefiner::pull() {
  if (sink_ == nullptr)
    return std::nullopt;
  av::Frame frame(av_frame_alloc());
  if (!frame || av_buffersink_get_frame(sink_, frame.get()) < 0)
    return std::nullopt;
  const Millis position(
      av_rescale_q_rnd(frame->pts, av_buffersink_get_time_base(sink_), k_millis, AV_ROUND_DOWN));
  return Refined{std::move(frame), position};
}

void FilterRefiner::forget() {
  graph_.reset();
  source_ = nullptr;
  sink_ = nullptr;
}

std::unique_ptr<Refiner> make_refiner() {
  return std::make_unique<FilterRefiner>();
}

}  // namespace madang
