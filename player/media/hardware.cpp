// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/hardware.h"

#include <algorithm>
#include <cstdlib>
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

}  // namespace

std::vector<fs::path> Hardware::nodes(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code none;
  for (auto entry = fs::directory_iterator(folder, none); entry != fs::directory_iterator{};
       entry.increment(none)) {
    if (entry->path().filename().string().starts_with("renderD"))
      found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::unique_ptr<Hardware> Hardware::open(const std::vector<fs::path>& nodes) {
  for (const fs::path& node : nodes) {
    std::error_code none;
    if (!fs::is_character_file(node, none))
      continue;
    // Mesa keeps shaders in a folder that other programs of this user read, and the descriptors to it: a
    // decoder that was taken over must not write there.
    ::setenv("MESA_SHADER_CACHE_DISABLE", "true", 1);
    AVDictionary* options = nullptr;
    av_dict_set(&options, "connection_type", "drm", 0);  // else a node that fails is taken for an X display
    const Dictionary owned(options);
    AVBufferRef* device = nullptr;
    if (av_hwdevice_ctx_create(&device, AV_HWDEVICE_TYPE_VAAPI, node.c_str(), owned.get(), 0) >= 0)
      return std::make_unique<Hardware>(av::Buffer(device));
  }
  return nullptr;
}

const AVCodec* Hardware::decoder_of(AVCodecID coding) {
  void* place = nullptr;
  while (const AVCodec* codec = av_codec_iterate(&place)) {
    if (codec->id != coding || av_codec_is_decoder(codec) == 0)
      continue;
    for (int i = 0; const AVCodecHWConfig* config = avcodec_get_hw_config(codec, i); ++i) {
      if (config->device_type == AV_HWDEVICE_TYPE_VAAPI &&
          (config->methods & AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0)
        return codec;
    }
  }
  return nullptr;
}

void Hardware::help(AVCodecContext& codec) {
  codec.hw_device_ctx = av_buffer_ref(device_.get());  // the codec's from here on; without memory: declined
  codec.opaque = this;
  codec.get_format = choose;
  codec.extra_hw_frames = k_frames_kept;
  codec.thread_count = 1;  // the device works beside us; more threads only hold more of its frames
}

AVPixelFormat Hardware::choose(AVCodecContext* codec, const AVPixelFormat* offered) {
  // A second time without our format where the device did not take the stream.
  for (; *offered != AV_PIX_FMT_NONE; ++offered) {
    if (*offered == AV_PIX_FMT_VAAPI)
      return *offered;
  }
  static_cast<Hardware*>(codec->opaque)->declined_ = true;
  return AV_PIX_FMT_NONE;
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
