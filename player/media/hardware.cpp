// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/hardware.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <system_error>

namespace madang {
namespace {

namespace fs = std::filesystem;

// Kept by us while the codec works: the frame that waits for its successor, and that successor.
constexpr int k_frames_kept = 2;

inline void free_dictionary(AVDictionary* dictionary) noexcept {
  av_dict_free(&dictionary);
}
using Dictionary = Owned<AVDictionary, free_dictionary>;

/// How libav knows devices that help its own decoders.
struct Helper {
  AVHWDeviceType type;
  AVPixelFormat format;
};

std::optional<Helper> helper_of(HardwareKind kind) {
  switch (kind) {
    case HardwareKind::vaapi:
      return Helper{AV_HWDEVICE_TYPE_VAAPI, AV_PIX_FMT_VAAPI};
    case HardwareKind::nvdec:
      return Helper{AV_HWDEVICE_TYPE_CUDA, AV_PIX_FMT_CUDA};
    case HardwareKind::v4l2_m2m:
      break;
  }
  return std::nullopt;
}

bool can_help(const AVCodec& codec, AVHWDeviceType type) {
  if (codec.wrapper_name != nullptr)  // NVIDIA's have such decoders beside the help for libav's own
    return false;
  for (int i = 0; const AVCodecHWConfig* config = avcodec_get_hw_config(&codec, i); ++i) {
    if (config->device_type == type && (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0)
      return true;
  }
  return false;
}

bool is_v4l2(const AVCodec& codec) {
  return codec.wrapper_name != nullptr && std::string_view(codec.wrapper_name) == "v4l2m2m";
}

std::unique_ptr<Hardware> open_render_node(const std::vector<fs::path>& nodes) {
  // Mesa keeps shaders in a folder that other programs of this user read, and the descriptors to it: a
  // decoder that was taken over must not write there.
  ::setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
  for (const fs::path& node : nodes) {
    std::error_code none;
    if (!fs::is_character_file(node, none))
      continue;
    AVDictionary* options = nullptr;
    av_dict_set(&options, "connection_type", "drm", 0);  // else a node that fails is taken for an X display
    const Dictionary owned(options);
    AVBufferRef* device = nullptr;
    if (av_hwdevice_ctx_create(&device, AV_HWDEVICE_TYPE_VAAPI, node.c_str(), owned.get(), 0) >= 0)
      return std::make_unique<Hardware>(HardwareKind::vaapi, av::Buffer(device));
  }
  return nullptr;
}

std::unique_ptr<Hardware> open_cuda() {
  ::setenv("CUDA_CACHE_DISABLE", "1", 1);  // as Mesa's
  AVBufferRef* device = nullptr;
  if (av_hwdevice_ctx_create(&device, AV_HWDEVICE_TYPE_CUDA, nullptr, nullptr, 0) < 0)
    return nullptr;
  return std::make_unique<Hardware>(HardwareKind::nvdec, av::Buffer(device));
}

}  // namespace

Gates Hardware::gates(HardwareKind kind, const std::vector<fs::path>& nodes) {
  switch (kind) {
    case HardwareKind::vaapi:
      break;
    case HardwareKind::nvdec:
      // What its driver looks at in opening: the machine's shape, and itself.
      return {.nodes = nodes,
              .readable = {"/proc/driver/nvidia", "/proc/devices", "/proc/modules", "/proc/cpuinfo",
                           "/proc/self/maps", "/proc/self/status", "/proc/sys/vm/mmap_min_addr",
                           "/sys/devices/system"},
              .listed = {}};
    case HardwareKind::v4l2_m2m:
      return {.nodes = nodes, .readable = {}, .listed = {"/dev"}};
  }
  return {};
}

bool Hardware::load(HardwareKind kind) {
  if (kind != HardwareKind::nvdec)
    return true;
  // By these names libav asks for them again, and a library that is loaded is found without a file. Kept as
  // long as the process lives.
  return ::dlopen("libcuda.so.1", RTLD_NOW) != nullptr && ::dlopen("libnvcuvid.so.1", RTLD_NOW) != nullptr;
}

std::unique_ptr<Hardware> Hardware::open(HardwareKind kind, const std::vector<fs::path>& nodes) {
  if (nodes.empty())
    return nullptr;
  switch (kind) {
    case HardwareKind::vaapi:
      return open_render_node(nodes);
    case HardwareKind::nvdec:
      return open_cuda();
    case HardwareKind::v4l2_m2m:
      break;
  }
  return std::make_unique<Hardware>(kind, nullptr);  // by the codec, which knows what it wants of it
}

Reach Hardware::reach() const {
  using namespace std::string_view_literals;
  switch (kind_) {
    case HardwareKind::vaapi:
      return {.letters = "db"};  // DRM and dma-buf
    case HardwareKind::nvdec:
      // Its resource manager; and its unified memory, whose numbers have none.
      return {.letters = "F\0"sv, .opening = Reach::Opening::behind_the_fence};
    case HardwareKind::v4l2_m2m:
      break;
  }
  return {.letters = "V", .opening = Reach::Opening::behind_the_fence};
}

const AVCodec* Hardware::decoder_of(HardwareKind kind, const AVCodecParameters& coding) {
  if (kind == HardwareKind::v4l2_m2m && coding.field_order > AV_FIELD_PROGRESSIVE)
    return nullptr;
  const auto helper = helper_of(kind);
  void* place = nullptr;
  while (const AVCodec* codec = av_codec_iterate(&place)) {
    if (codec->id == coding.codec_id && av_codec_is_decoder(codec) != 0 &&
        (helper ? can_help(*codec, helper->type) : is_v4l2(*codec)))
      return codec;
  }
  return nullptr;
}

void Hardware::help(AVCodecContext& codec) {
  codec.thread_count = 1;  // the device works beside us; more threads only hold more of its frames
  if (!helper_of(kind_))
    return;
  codec.hw_device_ctx = av_buffer_ref(device_.get());  // the codec's from here on; without memory: declined
  codec.opaque = this;
  codec.get_format = choose;
  codec.extra_hw_frames = k_frames_kept;
}

AVPixelFormat Hardware::choose(AVCodecContext* codec, const AVPixelFormat* offered) {
  auto& self = *static_cast<Hardware*>(codec->opaque);
  const auto helper = helper_of(self.kind_);
  // A second time without our format where the device did not take the stream.
  for (; *offered != AV_PIX_FMT_NONE; ++offered) {
    if (helper && *offered == helper->format)
      return *offered;
  }
  self.declined_ = true;
  return AV_PIX_FMT_NONE;
}

void Hardware::describe(AVFrame& frame, const AVCodecParameters& coding) {
  // What a driver says of colours is often but what it was not told.
  if (coding.color_range != AVCOL_RANGE_UNSPECIFIED)
    frame.color_range = coding.color_range;
  if (coding.color_space != AVCOL_SPC_UNSPECIFIED)
    frame.colorspace = coding.color_space;
  if (coding.color_trc != AVCOL_TRC_UNSPECIFIED)
    frame.color_trc = coding.color_trc;
  if (coding.color_primaries != AVCOL_PRI_UNSPECIFIED)
    frame.color_primaries = coding.color_primaries;
  // Nor does each crop what the coding padded.
  if (coding.width > 0 && coding.height > 0) {
    frame.width = std::min(frame.width, coding.width);
    frame.height = std::min(frame.height, coding.height);
  }
}

av::Frame Hardware::fetch(const AVFrame& frame) {
  av::Frame copy(av_frame_alloc());
  if (!copy || av_hwframe_transfer_data(copy.get(), &frame, 0) < 0 ||
      av_frame_copy_props(copy.get(), &frame) < 0)
    return nullptr;
  // libav crops a device's frames at the right and below only.
  if (av_frame_apply_cropping(copy.get(), AV_FRAME_CROP_UNALIGNED) < 0)
    return nullptr;
  return copy;
}

}  // namespace madang
