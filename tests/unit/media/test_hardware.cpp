// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/media/hardware.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

extern "C" {
#include <libavutil/hwcontext_drm.h>
}

#include <array>

#include "player/media/decoder.h"
#include "player/media/video_stream.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/fences.h"
#include "tests/unit/media/media_maker.h"
#include "tests/unit/media/processes.h"

namespace madang {
namespace {

using namespace test;
namespace fs = std::filesystem;

VideoStream open_with_hardware(const Decoders& decoders, const fs::path& file, Millis start = Millis{0}) {
  auto stream = VideoStream::open(decoders, {.file = file, .start = start, .loop = true, .hardware = true});
  REQUIRE(stream);
  return std::move(*stream);
}

/// decoder_with_device.cpp under the name of what is to become of its hardware.
fs::path decoder_that(const TempFolder& folder, const std::string& fate) {
  fs::create_symlink(MADANG_TEST_DECODER, folder / fate);
  return folder / fate;
}

void check_frames(VideoStream& stream) {
  for (const int i : {0, 7, 40, 89, 100}) {
    CAPTURE(i);
    const FramePtr frame = frame_at(stream, Millis(i * 1000 / 30 + 10));
    REQUIRE(frame);
    CHECK(number_in(*frame) == i % 90);
  }
}

/// The one that was started since these were our children.
pid_t only_decoder_but(const std::set<pid_t>& known) {
  auto zygotes = children_of(::getpid());
  for (const pid_t pid : known)
    zygotes.erase(pid);
  REQUIRE(zygotes.size() == 1);
  const auto pids = children_of(*zygotes.begin());
  REQUIRE(pids.size() == 1);
  return *pids.begin();
}

TEST_CASE("where there is no device, a clip that asks for one plays as ever, and nothing stays open") {
  const TempFolder folder;
  const std::string node = GENERATE("", "dri/renderD128", "video0", "nvidiactl");
  const auto what = GENERATE(fs::file_type::character, fs::file_type::regular);
  CAPTURE(node, what == fs::file_type::character);
  fs::create_directory(folder / "dri");
  if (!node.empty() && what == fs::file_type::character)
    fs::create_symlink("/dev/null", folder / node);
  else if (!node.empty())
    folder.write(node, "no device");
  const auto known = children_of(::getpid());
  const Decoders ours(decoder_that(folder, "looks-for-nodes"));
  VideoStream stream = open_with_hardware(ours, market_clip());
  check_frames(stream);
  CHECK_FALSE(stream.failure());
  CHECK_FALSE(ours.hardware->open());  // nobody looks again

  const pid_t decoder = only_decoder_but(known);
  CHECK(descriptors_of(decoder).size() == 6);
  CHECK(most_descriptors_of(decoder) == k_decoder_max_fds);
}

TEST_CASE("the player's own decoder, asked for hardware, plays on whatever machine this is") {
  const Decoders ours(decoder_program());
  VideoStream stream = open_with_hardware(ours, market_clip());
  check_frames(stream);
  CHECK_FALSE(stream.failure());
}

TEST_CASE("hardware that fails costs neither the clip nor any other one, and is not tried again") {
  const TempFolder folder;
  const std::string fate = GENERATE("dies", "dies-in-opening", "hangs", "fails");
  CAPTURE(fate);
  const Decoders ours(decoder_that(folder, fate));
  VideoStream stream = open_with_hardware(ours, market_clip());
  check_frames(stream);
  CHECK_FALSE(stream.failure());
  CHECK_FALSE(ours.hardware->open());

  VideoStream next = open_with_hardware(ours, market_clip());
  check_frames(next);
}

TEST_CASE("hardware that dies while a clip plays is followed by software from where the clip should be") {
  const TempFolder folder;
  const Decoders ours(decoder_that(folder, "dies-later"));
  VideoStream stream = open_with_hardware(ours, market_clip());
  const FramePtr first = frame_at(stream, Millis{0});
  REQUIRE(first);
  check_frames(stream);
  CHECK_FALSE(ours.hardware->open());
  CHECK_FALSE(stream.failure());
  CHECK(number_in(*first) == 0);
}

TEST_CASE("a clip that the device does not take plays without it, and others may still ask") {
  const TempFolder folder;
  const Decoders ours(decoder_that(folder, "is-not-for-it"));
  VideoStream stream = open_with_hardware(ours, market_clip());
  check_frames(stream);
  CHECK(ours.hardware->open());
}

TEST_CASE("a V4L2 device whose codec does not open, behind the fence, costs no frame") {
  const TempFolder folder;
  const Decoders ours(decoder_that(folder, "has-no-v4l2"));
  VideoStream stream = open_with_hardware(ours, market_clip());
  for (int i = 0; i < 90; ++i) {
    CAPTURE(i);
    const FramePtr frame = frame_at(stream, Millis(i * 1000 / 30 + 10));
    REQUIRE(frame);
    CHECK(number_in(*frame) == i);
  }
  CHECK_FALSE(stream.failure());
  CHECK(ours.hardware->open());
}

/// A folder of devices with a V4L2 codec in it, and its driver beside it.
struct MachineWithV4l2 {
  TempFolder folder;
  std::set<pid_t> known = children_of(::getpid());
  MachineWithV4l2() {
    fs::create_symlink("/dev/null", folder / "video99");
    fs::create_symlink(MADANG_TEST_V4L2_DECODER, folder / "decoder");
  }
};

TEST_CASE("a V4L2 device decodes from anywhere in a clip, and pass after pass") {
  const MachineWithV4l2 machine;
  const Decoders ours(machine.folder / "decoder");
  const int first = GENERATE(0, 47);
  VideoStream stream = open_with_hardware(ours, market_clip(), Millis(first * 1000 / 30 + 10));
  for (int i = first; i < first + 200; i += i % 90 < 87 ? 3 : 1) {
    CAPTURE(first, i);
    const FramePtr frame = frame_at(stream, Millis(i * 1000 / 30 + 10));
    REQUIRE(frame);
    CHECK(number_in(*frame) == i % 90);
    CHECK(frame->size == Size{320, 180});
  }
  CHECK_FALSE(stream.failure());
  if (can_fence())
    CHECK(descriptors_of(only_decoder_but(machine.known)).size() == 7);
}

TEST_CASE("a picture of a V4L2 device has the colours that the stream says, where the driver says nothing") {
  const MachineWithV4l2 machine;
  const Decoders ours(machine.folder / "decoder");
  VideoStream stream =
      open_with_hardware(ours, make_clip("v4l2-full709.mp4", bars("160x96", "25", 25),
                                         {"-c:v", "libx264", "-pix_fmt", "yuvj420p", "-color_range", "pc",
                                          "-colorspace", "bt709", "-movflags", "-write_colr"}));
  const FramePtr frame = frame_at(stream, Millis{500});
  REQUIRE(frame);
  CHECK(frame->range == ColourRange::full);
  CHECK(frame->matrix == ColourMatrix::bt709);
  if (can_fence())
    CHECK(descriptors_of(only_decoder_but(machine.known)).size() == 7);
}

TEST_CASE("a broken file is broken in software too, and no word against hardware") {
  const TempFolder folder;
  const Decoders ours(decoder_that(folder, "is-not-for-it"));
  VideoStream stream = open_with_hardware(ours, folder.write("zeros.mp4", std::string(100'000, '\0')));
  REQUIRE(eventually([&] { return stream.failure().has_value(); }));
  CHECK(stream.failure()->kind == ErrorKind::invalid);
  CHECK(ours.hardware->open());
}

TEST_CASE("a clip that does not ask never meets a device") {
  const TempFolder folder;
  const Decoders ours(decoder_that(folder, "dies"));
  auto stream = VideoStream::open(ours, {.file = market_clip(), .loop = true});
  REQUIRE(stream);
  check_frames(*stream);
  CHECK(ours.hardware->open());
}

TEST_CASE("what is no device is not opened") {
  const TempFolder folder;
  CHECK(Hardware::open(HardwareKind::vaapi, {}) == nullptr);
  CHECK(Hardware::open(HardwareKind::vaapi, {"/nowhere", "/dev/null", folder.write("file", "")}) == nullptr);
}

TEST_CASE("the market's codings have decoders that a device can help") {
  AVCodecParameters coding{};
  for (const HardwareKind kind : {HardwareKind::vaapi, HardwareKind::nvdec}) {
    for (const AVCodecID id : {AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_VP9, AV_CODEC_ID_AV1}) {
      CAPTURE(name_of(kind), avcodec_get_name(id));
      coding.codec_id = id;
      const AVCodec* codec = Hardware::decoder_of(kind, coding);
      REQUIRE(codec != nullptr);
      CHECK(codec->id == id);
      CHECK(codec->wrapper_name == nullptr);
    }
  }
  coding.codec_id = AV_CODEC_ID_PRORES;
  for (const HardwareKind kind : k_hardware_kinds)
    CHECK(Hardware::decoder_of(kind, coding) == nullptr);
}

TEST_CASE("V4L2 is not for fields, which its frames would not tell of") {
  AVCodecParameters coding{};
  coding.codec_id = AV_CODEC_ID_H264;
  REQUIRE(Hardware::decoder_of(HardwareKind::v4l2_m2m, coding) != nullptr);
  CHECK(Hardware::decoder_of(HardwareKind::v4l2_m2m, coding)->name == std::string("h264_v4l2m2m"));
  coding.field_order = AV_FIELD_TT;
  CHECK(Hardware::decoder_of(HardwareKind::v4l2_m2m, coding) == nullptr);
  CHECK(Hardware::decoder_of(HardwareKind::vaapi, coding) != nullptr);
}

/// What the decoder says of a clip where the device takes nothing.
Verdict verdict_of(const fs::path& clip, std::unique_ptr<Hardware> hardware) {
  const UniqueFd media(::open(clip.c_str(), O_RDONLY | O_CLOEXEC));
  auto memory = RingMemory::create();
  REQUIRE(memory);
  auto demuxer = Demuxer::open(media.get(), Demuxer::Look::head);
  REQUIRE(demuxer);
  Decoder decoder(*memory, std::move(*demuxer), nullptr, std::move(hardware), {});
  const Verdict verdict = decoder.run();
  CHECK((*memory)->header().published == 0);
  return verdict;
}

/// A VA-API display that is none.
Verdict verdict_of(const fs::path& clip) {
  return verdict_of(clip,
                    std::make_unique<Hardware>(HardwareKind::vaapi,
                                               av::Buffer(av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_VAAPI))));
}

TEST_CASE("a decoder with a device that declines its clip says so, before the first picture") {
  CHECK(verdict_of(market_clip()) == Verdict::needs_software);
#if !defined(__SANITIZE_ADDRESS__)  // libav forgets nine empty frames of AV1 when a device declines
  CHECK(verdict_of(make_clip("av1.mp4", bars("160x96", "25", 25),
                             {"-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime", "-pix_fmt",
                              "yuv420p"})) == Verdict::needs_software);
#endif
  CHECK(verdict_of(make_clip("prores.mov", bars("160x96", "25", 25),
                             {"-c:v", "prores_ks", "-profile:v", "3", "-pix_fmt", "yuv422p10le"})) ==
        Verdict::needs_software);
}

TEST_CASE("a V4L2 decoder that finds no device says so, before the first picture") {
  CHECK(verdict_of(market_clip(), std::make_unique<Hardware>(HardwareKind::v4l2_m2m, nullptr)) ==
        Verdict::needs_software);
}

/// An NV12 frame that libav believes to be on a device: DRM's are fetched by mapping a descriptor, and any
/// file can be mapped.
struct DeviceFrame {
  static constexpr int k_width = 64;
  static constexpr int k_height = 48;
  UniqueFd memory{::memfd_create("picture", MFD_CLOEXEC)};
  AVDRMFrameDescriptor layout{};
  av::Buffer frames;
  av::Frame frame{av_frame_alloc()};

  DeviceFrame() {
    std::array<std::uint8_t, k_width * k_height * 3 / 2> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
      bytes[i] = static_cast<std::uint8_t>(i / k_width * 3 + i % k_width);
    REQUIRE(::write(memory.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));

    const av::Buffer device(av_hwdevice_ctx_alloc(AV_HWDEVICE_TYPE_DRM));
    reinterpret_cast<AVDRMDeviceContext*>(reinterpret_cast<AVHWDeviceContext*>(device->data)->hwctx)->fd = -1;
    REQUIRE(av_hwdevice_ctx_init(device.get()) == 0);
    frames.reset(av_hwframe_ctx_alloc(device.get()));
    auto& context = *reinterpret_cast<AVHWFramesContext*>(frames->data);
    context.format = AV_PIX_FMT_DRM_PRIME;
    context.sw_format = AV_PIX_FMT_NV12;
    context.width = k_width;
    context.height = k_height;
    REQUIRE(av_hwframe_ctx_init(frames.get()) == 0);

    layout.nb_objects = 1;
    layout.objects[0] = {memory.get(), bytes.size(), 0};
    layout.nb_layers = 1;
    layout.layers[0].nb_planes = 2;
    layout.layers[0].planes[0] = {0, 0, k_width};
    layout.layers[0].planes[1] = {0, k_width * k_height, k_width};
    frame->format = AV_PIX_FMT_DRM_PRIME;
    frame->width = k_width;
    frame->height = k_height;
    frame->data[0] = reinterpret_cast<std::uint8_t*>(&layout);
    frame->buf[0] = av_buffer_create(
        frame->data[0], sizeof layout, [](void*, std::uint8_t*) {}, nullptr, 0);
    frame->hw_frames_ctx = av_buffer_ref(frames.get());
  }
};

TEST_CASE("a device's frame is fetched with its pixels, and all that was known of it") {
  const DeviceFrame device;
  AVFrame& frame = *device.frame;
  frame.colorspace = AVCOL_SPC_BT2020_NCL;
  frame.color_trc = AVCOL_TRC_SMPTE2084;
  frame.color_range = AVCOL_RANGE_JPEG;
  frame.sample_aspect_ratio = {4, 3};
  frame.best_effort_timestamp = 1234;
  frame.height -= 4;  // as libav crops what is below and right...
  frame.crop_top = 2;
  frame.crop_left = 6;  // ... and leaves the rest to us
  CHECK(Hardware::holds(frame));

  const av::Frame fetched = Hardware::fetch(frame);
  REQUIRE(fetched);
  CHECK_FALSE(Hardware::holds(*fetched));
  CHECK(fetched->format == AV_PIX_FMT_NV12);
  CHECK(fetched->width == DeviceFrame::k_width - 6);
  CHECK(fetched->height == DeviceFrame::k_height - 6);
  CHECK(fetched->colorspace == AVCOL_SPC_BT2020_NCL);
  CHECK(fetched->color_trc == AVCOL_TRC_SMPTE2084);
  CHECK(fetched->color_range == AVCOL_RANGE_JPEG);
  CHECK(av_cmp_q(fetched->sample_aspect_ratio, {4, 3}) == 0);
  CHECK(fetched->best_effort_timestamp == 1234);
  for (const auto& [x, y] : {std::pair{0, 0}, std::pair{57, 41}, std::pair{20, 30}}) {
    CAPTURE(x, y);
    CHECK(fetched->data[0][fetched->linesize[0] * y + x] == static_cast<std::uint8_t>((y + 2) * 3 + x + 6));
    CHECK(fetched->data[1][fetched->linesize[1] * (y / 2) + x] ==
          static_cast<std::uint8_t>((DeviceFrame::k_height + y / 2 + 1) * 3 + x + 6));
  }
}

TEST_CASE("a frame that the device does not give back is none") {
  DeviceFrame device;
  device.memory.reset();
  av::silence();
  CHECK(Hardware::fetch(*device.frame) == nullptr);
}

}  // namespace
}  // namespace madang
