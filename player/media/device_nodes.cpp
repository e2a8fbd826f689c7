// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/device_nodes.h"

#include <fcntl.h>
#include <linux/videodev2.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string>
#include <string_view>
#include <system_error>

#include "content-schema/base/unique_fd.h"

namespace madang {
namespace {

namespace fs = std::filesystem;

/// Files of this name, and what follows it, in order.
std::vector<fs::path> named(const fs::path& folder, std::string_view beginning) {
  std::vector<fs::path> found;
  std::error_code none;
  for (auto entry = fs::directory_iterator(folder, none); entry != fs::directory_iterator{};
       entry.increment(none)) {
    if (entry->path().filename().string().starts_with(beginning))
      found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool is_node(const fs::path& path) {
  std::error_code none;
  return fs::is_character_file(path, none);
}

std::vector<fs::path> nvidia_nodes(const fs::path& folder) {
  if (!is_node(folder / "nvidiactl"))
    return {};
  std::vector<fs::path> found;
  for (const fs::path& path : named(folder, "nvidia")) {
    const std::string rest = path.filename().string().substr(std::string_view("nvidia").size());
    const bool number = !rest.empty() && rest.find_first_not_of("0123456789") == std::string::npos;
    if ((number || rest == "ctl" || rest == "-uvm") && is_node(path))
      found.push_back(path);
  }
  return found;
}

/// Whole streams, as libav's decoders of V4L2 hand them over.
constexpr std::array<std::uint32_t, 7> k_streams{V4L2_PIX_FMT_H264, V4L2_PIX_FMT_HEVC,  V4L2_PIX_FMT_VP8,
                                                 V4L2_PIX_FMT_VP9,  V4L2_PIX_FMT_MPEG2, V4L2_PIX_FMT_MPEG1,
                                                 V4L2_PIX_FMT_MPEG4};

int ask(const UniqueFd& node, unsigned long request, void* answer) {
  int code = 0;
  do {
    code = ::ioctl(node.get(), request, answer);
  } while (code < 0 && errno == EINTR);
  return code;
}

bool decodes(const fs::path& path) {
  if (!is_node(path))
    return false;
  const UniqueFd node(::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
  v4l2_capability about{};
  if (!node.valid() || ask(node, VIDIOC_QUERYCAP, &about) < 0)
    return false;
  const std::uint32_t able =
      (about.capabilities & V4L2_CAP_DEVICE_CAPS) != 0 ? about.device_caps : about.capabilities;
  const bool in_planes = (able & V4L2_CAP_VIDEO_M2M_MPLANE) != 0;
  if (!in_planes && (able & V4L2_CAP_VIDEO_M2M) == 0)
    return false;
  v4l2_fmtdesc format{};
  format.type = in_planes ? V4L2_BUF_TYPE_VIDEO_OUTPUT_MPLANE : V4L2_BUF_TYPE_VIDEO_OUTPUT;
  for (; ask(node, VIDIOC_ENUM_FMT, &format) == 0; ++format.index) {
    if (std::find(k_streams.begin(), k_streams.end(), format.pixelformat) != k_streams.end())
      return true;
  }
  return false;
}

std::vector<fs::path> decoding_nodes(const fs::path& folder) {
  std::vector<fs::path> found = named(folder, "video");
  std::erase_if(found, [](const fs::path& path) { return !decodes(path); });
  return found;
}

}  // namespace

std::vector<fs::path> device_nodes(HardwareKind kind, const fs::path& devices) {
  switch (kind) {
    case HardwareKind::vaapi:
      return named(devices / "dri", "renderD");
    case HardwareKind::nvdec:
      return nvidia_nodes(devices);
    case HardwareKind::v4l2_m2m:
      break;
  }
  return decoding_nodes(devices);
}

}  // namespace madang
