// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/videodev2.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstring>
#include <deque>
#include <filesystem>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "player/media/av.h"
#include "player/media/decode_clip.h"
#include "player/media/zygote_service.h"

// madang-decoder on a machine with a V4L2 codec for H.264: what libav asks of /dev/video99 is answered here,
// by the rules of the kernel's "Memory-to-Memory Stateful Video Decoder Interface", in place of a driver. The
// node that is opened is the real /dev/null, through fence and filter.
//
// Lines are as long as whole macroblocks, and nothing is said of colours: as from many a driver.

namespace {

using namespace madang;

constexpr std::string_view k_name = "video99";
constexpr std::size_t k_most_buffers = 32;

int refuse(int error) {
  errno = error;
  return -1;
}

struct Buffer {
  std::vector<std::uint8_t> bytes;
  std::size_t used = 0;
  timeval time{};
};

struct Queue {
  std::vector<Buffer> buffers;
  std::deque<std::uint32_t> waiting;  // with the driver
  std::deque<std::uint32_t> done;
  v4l2_pix_format format{};
};

/// What stands behind one descriptor.
class Codec {
 public:
  int answer(unsigned long request, void* argument) {
    switch (request) {
      case VIDIOC_QUERYCAP: {
        auto& about = *static_cast<v4l2_capability*>(argument);
        about.device_caps = V4L2_CAP_VIDEO_M2M | V4L2_CAP_STREAMING;
        about.capabilities = about.device_caps | V4L2_CAP_DEVICE_CAPS;
        return 0;
      }
      case VIDIOC_ENUM_FMT: {
        auto& format = *static_cast<v4l2_fmtdesc*>(argument);
        if (format.index > 0)
          return refuse(EINVAL);
        format.pixelformat = is_stream(format.type) ? V4L2_PIX_FMT_H264 : V4L2_PIX_FMT_NV12;
        return 0;
      }
      case VIDIOC_G_FMT: {
        auto& format = *static_cast<v4l2_format*>(argument);
        format.fmt.pix = queue(format.type).format;
        return 0;
      }
      case VIDIOC_TRY_FMT:
      case VIDIOC_S_FMT:
        return set(*static_cast<v4l2_format*>(argument));
      case VIDIOC_REQBUFS: {
        auto& wish = *static_cast<v4l2_requestbuffers*>(argument);
        wish.count = std::min<std::uint32_t>(wish.count, k_most_buffers);
        Queue& its = queue(wish.type);
        its = Queue{
            .buffers = std::vector<Buffer>(wish.count), .waiting = {}, .done = {}, .format = its.format};
        for (Buffer& buffer : its.buffers)
          buffer.bytes.resize(its.format.sizeimage);
        return 0;
      }
      case VIDIOC_QUERYBUF: {
        auto& buffer = *static_cast<v4l2_buffer*>(argument);
        buffer.length = queue(buffer.type).format.sizeimage;
        buffer.m.offset = (is_stream(buffer.type) ? k_most_buffers : 0) + buffer.index;
        return 0;
      }
      case VIDIOC_QBUF:
        return enqueue(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_DQBUF:
        return dequeue(*static_cast<v4l2_buffer*>(argument));
      case VIDIOC_STREAMON:
        return 0;
      case VIDIOC_STREAMOFF: {
        Queue& its = queue(static_cast<std::uint32_t>(*static_cast<int*>(argument)));
        its.waiting.clear();
        its.done.clear();
        return 0;
      }
      case VIDIOC_SUBSCRIBE_EVENT:
        return 0;
      case VIDIOC_DECODER_CMD:
        decode(nullptr);
        return 0;
      default:
        return refuse(ENOTTY);
    }
  }

  short ready() {
    return static_cast<short>((streams_.done.empty() ? 0 : POLLOUT) |
                              (pictures_.done.empty() && !finished() ? 0 : POLLIN));
  }

  void* memory(std::int64_t offset) {
    const auto number = static_cast<std::size_t>(offset);
    return number < k_most_buffers ? pictures_.buffers.at(number).bytes.data()
                                   : streams_.buffers.at(number - k_most_buffers).bytes.data();
  }

 private:
  static bool is_stream(std::uint32_t type) { return type == V4L2_BUF_TYPE_VIDEO_OUTPUT; }
  Queue& queue(std::uint32_t type) { return is_stream(type) ? streams_ : pictures_; }
  bool finished() const { return drained_ && decoded_.empty(); }

  int set(v4l2_format& format) {
    v4l2_pix_format& its = format.fmt.pix;
    if (its.pixelformat != (is_stream(format.type) ? V4L2_PIX_FMT_H264 : V4L2_PIX_FMT_NV12))
      return refuse(EINVAL);
    if (!is_stream(format.type)) {
      its.width = (its.width + 15) / 16 * 16;
      its.height = (its.height + 15) / 16 * 16;
      its.bytesperline = its.width;
      its.sizeimage = its.width * its.height * 3 / 2;
    }
    queue(format.type).format = its;
    return 0;
  }

  int enqueue(const v4l2_buffer& buffer) {
    Queue& its = queue(buffer.type);
    if (!is_stream(buffer.type)) {
      its.waiting.push_back(buffer.index);
      hand_out();
      return 0;
    }
    if (drained_)
      return refuse(EINVAL);  // until it is stopped and started, which libav does not do
    its.buffers.at(buffer.index).time = buffer.timestamp;
    const av::Packet packet(av_packet_alloc());
    packet->data = its.buffers[buffer.index].bytes.data();
    packet->size = static_cast<int>(buffer.bytesused);
    packet->pts = buffer.timestamp.tv_sec * 1'000'000 + buffer.timestamp.tv_usec;
    decode(packet.get());
    its.done.push_back(buffer.index);
    return 0;
  }

  int dequeue(v4l2_buffer& buffer) {
    Queue& its = queue(buffer.type);
    if (its.done.empty())
      return refuse(!is_stream(buffer.type) && finished() ? EPIPE : EAGAIN);
    buffer.index = its.done.front();
    its.done.pop_front();
    buffer.bytesused = static_cast<std::uint32_t>(its.buffers[buffer.index].used);
    buffer.timestamp = its.buffers[buffer.index].time;
    buffer.length = its.format.sizeimage;
    return 0;
  }

  void decode(const AVPacket* packet) {
    if (!codec_) {
      const AVCodec* codec = avcodec_find_decoder(AV_CODEC_ID_H264);
      codec_.reset(avcodec_alloc_context3(codec));
      codec_->thread_count = 1;
      avcodec_open2(codec_.get(), codec, nullptr);
    }
    drained_ = drained_ || packet == nullptr;
    avcodec_send_packet(codec_.get(), packet);
    while (true) {
      av::Frame frame(av_frame_alloc());
      if (avcodec_receive_frame(codec_.get(), frame.get()) < 0)
        break;
      decoded_.push_back(std::move(frame));
    }
    hand_out();
  }

  /// As far as there is room.
  void hand_out() {
    for (; !decoded_.empty() && !pictures_.waiting.empty(); decoded_.pop_front()) {
      const AVFrame& frame = *decoded_.front();
      const std::uint32_t index = pictures_.waiting.front();
      pictures_.waiting.pop_front();
      Buffer& buffer = pictures_.buffers[index];
      const std::size_t width = pictures_.format.width;
      const std::size_t height = pictures_.format.height;
      std::memset(buffer.bytes.data(), 0xEE, buffer.bytes.size());
      for (std::size_t y = 0; y < static_cast<std::size_t>(frame.height); ++y)
        std::memcpy(&buffer.bytes[y * width], frame.data[0] + y * static_cast<std::size_t>(frame.linesize[0]),
                    static_cast<std::size_t>(frame.width));
      for (std::size_t y = 0; y < static_cast<std::size_t>(frame.height) / 2; ++y) {
        for (std::size_t x = 0; x < static_cast<std::size_t>(frame.width) / 2; ++x) {
          for (std::size_t plane : {1U, 2U})
            buffer.bytes[(height + y) * width + 2 * x + plane - 1] =
                frame.data[plane][y * static_cast<std::size_t>(frame.linesize[plane]) + x];
        }
      }
      buffer.used = buffer.bytes.size();
      buffer.time = {frame.pts / 1'000'000, frame.pts % 1'000'000};
      pictures_.done.push_back(index);
    }
  }

  Queue streams_;   // V4L2's "output"
  Queue pictures_;  // and "capture"
  av::Codec codec_;
  std::deque<av::Frame> decoded_;
  bool drained_ = false;
};

bool node_told = false;

std::map<int, Codec>& codecs() {
  static std::map<int, Codec> all;  // by descriptor
  return all;
}

Codec* codec_at(int fd) {
  const auto found = codecs().find(fd);
  return found != codecs().end() ? &found->second : nullptr;
}

int open_node(const char* path, int flags, int mode) {
  const bool ours = std::string_view(path).ends_with(k_name);
  const auto fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, ours ? "/dev/null" : path, flags, mode));
  if (ours && fd >= 0)
    codecs()[fd];
  return fd;
}

}  // namespace

// In place of libc's, for this program and the libraries that it runs with.
extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, int) : 0;
  va_end(rest);
  return open_node(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, int) : 0;
  va_end(rest);
  return open_node(path, flags, mode);
}

int close(int fd) {
  codecs().erase(fd);
  return static_cast<int>(::syscall(SYS_close, fd));
}

int ioctl(int fd, unsigned long request, ...) noexcept {
  va_list rest;
  va_start(rest, request);
  void* argument = va_arg(rest, void*);
  va_end(rest);
  Codec* codec = codec_at(fd);
  return codec != nullptr ? codec->answer(request, argument)
                          : static_cast<int>(::syscall(SYS_ioctl, fd, request, argument));
}

void* mmap64(void* wish, size_t size, int protection, int flags, int fd, off64_t offset) noexcept {
  Codec* codec = codec_at(fd);
  return codec != nullptr
             ? codec->memory(offset)
             : reinterpret_cast<void*>(::syscall(SYS_mmap, wish, size, protection, flags, fd, offset));
}

int munmap(void* start, size_t size) noexcept {
  if (reinterpret_cast<std::uintptr_t>(start) % 4096 != 0)
    return 0;  // a buffer of a codec's, which lives as long as that
  return static_cast<int>(::syscall(SYS_munmap, start, size));
}

// Under another name, since libc's header says of poll that it reads nothing.
int answer_poll(pollfd* them, nfds_t count, int limit) __asm__("poll");
int answer_poll(pollfd* them, nfds_t count, int limit) {
  Codec* codec = count == 1 ? codec_at(them->fd) : nullptr;
  if (codec == nullptr) {
    const timespec span{limit / 1000, limit % 1000 * 1'000'000L};
    return ::ppoll(them, count, limit < 0 ? nullptr : &span, nullptr);
  }
  them->revents = static_cast<short>(codec->ready() & them->events);
  return them->revents != 0 ? 1 : 0;
}

/// To this program each folder holds our node, and nothing else.
DIR* opendir(const char* path) {
  static const auto real = reinterpret_cast<DIR* (*)(const char*)>(::dlsym(RTLD_NEXT, "opendir"));
  node_told = false;
  return real(path);
}

dirent64* readdir64(DIR*) {
  static dirent64 entry{};
  k_name.copy(entry.d_name, k_name.size());
  return std::exchange(node_told, true) ? nullptr : &entry;
}

}  // extern "C"

int main(int, char** words) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const std::filesystem::path program = words[0];
  return serve_orders(UniqueFd(k_zygote_line_fd), [&](const DecoderTask& task) {
    return decode_clip(task, nullptr, program.parent_path());
  });
}
