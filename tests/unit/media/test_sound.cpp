// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <random>
#include <thread>
#include <vector>

#include "player/media/sound_ring.h"
#include "tests/support/catch.h"
#include "tests/support/temp_folder.h"
#include "tests/unit/media/media_maker.h"

namespace madang {
namespace {

using namespace test;

constexpr std::int64_t k_second = k_sound_rate;
constexpr double k_in_sync_ms = 40;

std::string beeps(const std::string& rate, const std::string& seconds) {
  return "aevalsrc='0.5*sin(2*PI*1000*t)*lt(mod(t,1),0.1)':sample_rate=" + rate + ":duration=" + seconds;
}
std::string tone(const std::string& seconds) {
  return "aevalsrc='0.5*sin(2*PI*1000*t)':sample_rate=48000:duration=" + seconds;
}
/// White for a tenth of each second, 30 fps.
std::string flashes(const std::string& seconds) {
  return "color=black:size=160x96:rate=30:duration=" + seconds +
         ",geq=lum='if(lt(mod(T,1),0.1),235,16)':cb=128:cr=128";
}

std::filesystem::path make_sounding(const std::string& name, std::vector<std::string> inputs,
                                    const std::vector<std::string>& coding) {
  inputs.insert(inputs.end(), coding.begin(), coding.end());
  return make_media(name, inputs);
}

std::vector<std::string> flashes_and_beeps(const std::string& rate = "44100") {
  return {"-f", "lavfi", "-i", flashes("3"), "-f", "lavfi", "-i", beeps(rate, "3")};
}

std::filesystem::path beeping_clip() {
  return make_sounding("beeps.mp4", flashes_and_beeps(),
                       {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "30", "-bf", "2", "-c:a", "aac"});
}

VideoStream open_sounding(const std::filesystem::path& file, Millis start = Millis{0}, bool loop = false) {
  auto stream =
      VideoStream::open(decoders(), {.file = file, .start = start, .loop = loop, .sound = true});
  REQUIRE(stream);
  return std::move(*stream);
}

struct Seen {
  std::vector<Stereo> sound;          ///< from the first millisecond on
  std::vector<std::int64_t> flashes;  ///< first frames that are white, as samples from the clip's start
  std::int64_t first = 0;

  bool loud(std::int64_t at) const {
    return std::abs(sound[static_cast<std::size_t>(at - first)].left) > 3000;
  }
  /// Where the tone begins after a tenth of a second of quiet.
  std::vector<std::int64_t> beeps() const {
    std::vector<std::int64_t> found;
    std::int64_t quiet = 0;
    for (std::int64_t at = first; at < first + static_cast<std::int64_t>(sound.size()); ++at) {
      if (loud(at) && quiet > k_second / 10)
        found.push_back(at);
      quiet = loud(at) ? 0 : quiet + 1;
    }
    return found;
  }
  /// Nothing but quiet, or nothing but tone, from millisecond to millisecond.
  bool all_quiet(std::int64_t from_ms, std::int64_t to_ms) const {
    for (std::int64_t at = from_ms * k_sound_per_milli; at < to_ms * k_sound_per_milli; ++at) {
      if (loud(at))
        return false;
    }
    return true;
  }
  bool all_tone(std::int64_t from_ms, std::int64_t to_ms) const {
    for (std::int64_t ms = from_ms; ms < to_ms; ms += 2) {  // two periods of it
      bool heard = false;
      for (std::int64_t at = ms * k_sound_per_milli; at < (ms + 2) * k_sound_per_milli; ++at)
        heard = heard || loud(at);
      if (!heard)
        return false;
    }
    return true;
  }
};

/// Plays as the player does, 10 ms at a time, and keeps all that can be seen and heard.
Seen play(VideoStream& stream, Millis from, Millis to) {
  Seen seen;
  seen.first = from.count() * k_sound_per_milli;
  const SoundPtr sound = stream.sound();
  REQUIRE(sound != nullptr);
  bool white = false;
  for (Millis at = from; at < to; at += Millis{10}) {
    const FramePtr frame = frame_at(stream, at);
    REQUIRE(frame != nullptr);
    const bool is_white =
        frame->planes[0][frame->strides[0] * (frame->size.height / 2) + frame->size.width / 2] > 128;
    if (is_white && !white)
      seen.flashes.push_back(frame->position.count() * k_sound_per_milli);
    white = is_white;
    std::vector<Stereo> piece(10 * k_sound_per_milli);
    const std::int64_t first = at.count() * k_sound_per_milli;
    REQUIRE(eventually([&] { return sound->read(first, piece) == piece.size(); }));
    seen.sound.insert(seen.sound.end(), piece.begin(), piece.end());
  }
  return seen;
}

/// The largest |A-V| in ms; each flash must have its beep, `shift` ms from it.
double apart(const Seen& seen, double shift = 0) {
  const auto heard = seen.beeps();
  double worst = 0;
  for (const std::int64_t flash : seen.flashes) {
    const double wanted = static_cast<double>(flash) / k_sound_per_milli + shift;
    if (wanted < static_cast<double>(seen.first) / k_sound_per_milli + 200)
      continue;  // no quiet before it by which to tell
    double nearest = 1e9;
    for (const std::int64_t beep : heard)
      nearest = std::min(nearest, std::abs(static_cast<double>(beep) / k_sound_per_milli - wanted));
    worst = std::max(worst, nearest);
  }
  return worst;
}

TEST_CASE("each beep is where its flash is, in every coding and container") {
  struct Form {
    const char* name;
    const char* rate;
    std::vector<std::string> coding;
  };
  const std::vector<std::string> h264{"-c:v", "libx264", "-pix_fmt", "yuv420p", "-g", "30", "-bf", "2"};
  const std::vector<std::string> vp8{"-c:v", "libvpx", "-deadline", "realtime", "-g", "30"};
  const std::vector<std::string> mpeg2{"-c:v", "mpeg2video", "-g", "15", "-bf", "2"};
  const auto form = GENERATE_COPY(
      Form{"a.mp4", "44100", {"-c:a", "aac"}}, Form{"b.mp4", "48000", {"-c:a", "libmp3lame"}},
      Form{"c.mkv", "48000", {"-c:a", "libmp3lame"}}, Form{"d.mkv", "96000", {"-c:a", "flac"}},
      Form{"e.mov", "48000", {"-c:a", "pcm_s16le"}}, Form{"f.mkv", "48000", {"-c:a", "ac3"}},
      Form{"g.webm", "48000", {"-c:a", "libopus"}}, Form{"h.webm", "44100", {"-c:a", "libvorbis"}},
      Form{"i.ts", "48000", {"-c:a", "mp2"}}, Form{"j.ts", "44100", {"-c:a", "aac"}},
      Form{"k.avi", "44100", {"-c:a", "pcm_s16le"}}, Form{"l.mp4", "48000", {"-c:a", "aac", "-ac", "6"}},
      Form{"m.mp4", "8000", {"-c:a", "aac"}});
  CAPTURE(form.name);
  const std::string name = form.name;
  auto coding = name.ends_with(".webm") ? vp8 : name.ends_with(".avi") ? mpeg2 : h264;
  coding.insert(coding.end(), form.coding.begin(), form.coding.end());
  const auto clip = make_sounding("sound-" + name, flashes_and_beeps(form.rate), coding);

  SECTION("from the beginning, over the seam of a loop") {
    VideoStream stream = open_sounding(clip, Millis{0}, true);
    const Seen seen = play(stream, Millis{0}, Millis{5500});
    CHECK(seen.beeps().size() >= 5);
    CHECK(apart(seen) < k_in_sync_ms);
  }
  SECTION("joining in the middle") {
    VideoStream stream = open_sounding(clip, Millis{1450}, true);
    const Seen seen = play(stream, Millis{1450}, Millis{3500});
    CHECK(seen.beeps().size() == 2);
    CHECK(apart(seen) < k_in_sync_ms);
  }
}

TEST_CASE("joining in the hundredth round is in sync too") {
  VideoStream stream = open_sounding(beeping_clip(), Millis{300'500}, true);
  const Seen seen = play(stream, Millis{300'500}, Millis{304'500});
  CHECK(seen.beeps().size() == 4);
  CHECK(apart(seen) < k_in_sync_ms);
}

TEST_CASE("a loop has no gap at its seam") {
  const auto clip =
      make_sounding("tone.mp4", {"-f", "lavfi", "-i", flashes("2"), "-f", "lavfi", "-i", tone("2")},
                    {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"});
  VideoStream stream = open_sounding(clip, Millis{0}, true);
  const Seen seen = play(stream, Millis{0}, Millis{7000});
  CHECK(seen.all_tone(20, 7000));
}

TEST_CASE("without being asked there is no sound, nor a ring for it") {
  VideoStream stream = open_stream(beeping_clip());
  REQUIRE(frame_at(stream, Millis{1000}));
  CHECK(stream.sound() == nullptr);
}

TEST_CASE("a file without sound plays, and is silent") {
  const auto clip = make_clip("mute.mp4", flashes("3"), {"-c:v", "libx264", "-pix_fmt", "yuv420p"});
  VideoStream stream = open_sounding(clip, Millis{0}, true);
  std::vector<Stereo> piece(480);
  for (int at = 0; at < 4000; at += 100) {
    REQUIRE(frame_at(stream, Millis{at}));
    CHECK(stream.sound()->read(at * k_sound_per_milli, piece) == 0);
  }
  CHECK_FALSE(stream.failure());
}

TEST_CASE("a sound in a coding that we do not play is no reason to stop the pictures") {
  const auto clip = make_sounding("odd-sound.mkv", flashes_and_beeps("48000"),
                                  {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "wmav2"});
  VideoStream stream = open_sounding(clip);
  std::vector<Stereo> piece(480);
  REQUIRE(frame_at(stream, Millis{1500}));
  CHECK(stream.sound()->read(1500 * k_sound_per_milli, piece) == 0);
  CHECK_FALSE(stream.failure());
}

TEST_CASE("sound that is longer than the pictures is cut where they begin again") {
  const auto clip = make_sounding("long-sound.mp4",
                                  {"-f", "lavfi", "-i", flashes("2"), "-f", "lavfi", "-i",
                                   "aevalsrc='0.5*sin(2*PI*1000*t)*gte(t,1)':sample_rate=48000:duration=3"},
                                  {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"});
  VideoStream stream = open_sounding(clip, Millis{0}, true);
  const Seen seen = play(stream, Millis{0}, Millis{4500});
  CHECK(seen.all_quiet(0, 980));
  CHECK(seen.all_tone(1020, 2000));
  CHECK(seen.all_quiet(2020, 2980));
  CHECK(seen.all_tone(3020, 4000));
}

TEST_CASE("sound that is shorter than the pictures leaves silence, and comes back with the loop") {
  const auto clip =
      make_sounding("short-sound.mp4", {"-f", "lavfi", "-i", flashes("3"), "-f", "lavfi", "-i", tone("1")},
                    {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"});
  VideoStream stream = open_sounding(clip, Millis{0}, true);
  const Seen seen = play(stream, Millis{0}, Millis{4500});
  CHECK(seen.all_tone(20, 980));
  CHECK(seen.all_quiet(1060, 2980));
  CHECK(seen.all_tone(3020, 3980));
}

TEST_CASE("sound that begins after the pictures, or before them, keeps its distance") {
  const auto form = GENERATE(std::pair("mp4", "aac"), std::pair("mkv", "flac"), std::pair("ts", "mp2"));
  const std::string ending = form.first;
  const std::vector<std::string> coding{"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", form.second};
  CAPTURE(ending);
  SECTION("half a second later") {
    const auto clip = make_sounding(
        "late-sound." + ending,
        {"-f", "lavfi", "-i", flashes("3"), "-itsoffset", "0.5", "-f", "lavfi", "-i", beeps("48000", "2.5")},
        coding);
    VideoStream stream = open_sounding(clip, Millis{0}, true);
    const Seen seen = play(stream, Millis{0}, Millis{2900});
    CHECK(seen.beeps().size() == 3);
    CHECK(apart(seen, 500) < k_in_sync_ms);
  }
  SECTION("half a second earlier") {
    const auto clip = make_sounding(
        "early-sound." + ending,
        {"-itsoffset", "0.5", "-f", "lavfi", "-i", flashes("3"), "-f", "lavfi", "-i", beeps("48000", "3.5")},
        coding);
    VideoStream stream = open_sounding(clip, Millis{0}, true);
    const Seen seen = play(stream, Millis{0}, Millis{2900});
    CHECK(seen.flashes.size() >= 3);
    CHECK(apart(seen, -500) < k_in_sync_ms);
  }
}

TEST_CASE("the sound of a clip that does not loop goes on to its end though all pictures are out") {
  // Two pictures a second: the decoder has said everything two seconds before the end.
  const auto clip = make_sounding("slow.mp4",
                                  {"-f", "lavfi", "-i", "color=black:size=160x96:rate=2:duration=4", "-f",
                                   "lavfi", "-i", beeps("48000", "4")},
                                  {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac"});
  VideoStream stream = open_sounding(clip);
  const Seen seen = play(stream, Millis{0}, Millis{3990});
  CHECK(seen.beeps().size() == 3);
  CHECK_FALSE(stream.failure());
}

TEST_CASE("who does not listen still sees every picture, and finds the sound of now when it does") {
  VideoStream stream = open_sounding(beeping_clip(), Millis{0}, true);
  for (int at = 0; at < 9500; at += 20)
    REQUIRE(frame_at(stream, Millis{at}));
  const Seen seen = play(stream, Millis{9500}, Millis{11'500});
  CHECK(seen.beeps().size() == 2);
  CHECK(apart(seen) < k_in_sync_ms);
}

TEST_CASE("who comes minutes late hears what is due now") {
  VideoStream stream = open_sounding(beeping_clip(), Millis{0}, true);
  REQUIRE(frame_at(stream, Millis{100}));
  const Seen seen = play(stream, Millis{180'500}, Millis{182'500});
  CHECK(seen.beeps().size() == 2);
  CHECK(apart(seen) < k_in_sync_ms);
}

TEST_CASE("sound that is damaged costs neither the decoder nor the pictures") {
  const auto form = GENERATE(std::pair("mp4", "aac"), std::pair("mkv", "libopus"), std::pair("mkv", "flac"),
                             std::pair("ts", "ac3"), std::pair("mkv", "libvorbis"));
  CAPTURE(form.second);
  const auto clip =
      make_sounding(std::string("to-damage-") + form.second + "." + form.first, flashes_and_beeps("48000"),
                    {"-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", form.second});
  std::ifstream in(clip, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  const TempFolder folder;
  std::mt19937 random(20261122);
  for (int round = 0; round < 6; ++round) {
    std::string damaged = whole;
    for (int i = 0; i < 200; ++i)
      damaged[random() % damaged.size()] = static_cast<char>(random());
    VideoStream stream =
        open_sounding(folder.write("damaged." + std::string(form.first), damaged), Millis{0}, true);
    std::vector<Stereo> piece(480);
    for (Millis at{0}; at < Millis{8000}; at += Millis{40}) {
      if (stream.failure())
        break;
      stream.due(at);
      stream.sound()->read(at.count() * k_sound_per_milli, piece);
      std::this_thread::sleep_for(std::chrono::microseconds(500));  // the decoder is another process
    }
    // Whole or not, it may be refused; it must not die of it.
    const auto failure = stream.failure();
    CAPTURE(round, failure ? failure->message.en : "");
    CHECK((!failure || failure->message.en.find("signal") == std::string::npos));
    CHECK((!failure || failure->message.en.find("hung") == std::string::npos));
  }
}

TEST_CASE("a sound outlives its stream") {
  SoundPtr sound;
  {
    VideoStream stream = open_sounding(beeping_clip());
    play(stream, Millis{0}, Millis{200});
    sound = stream.sound();
  }
  std::vector<Stereo> piece(480);
  CHECK(sound->read(0, piece) == piece.size());
}

}  // namespace
}  // namespace madang
