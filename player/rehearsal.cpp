// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/rehearsal.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "player/inspect.h"
#include "player/local_content.h"
#include "player/media/still.h"
#include "player/media/video_stream.h"
#include "player/media/whole_sound.h"

namespace madang {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto k_patience = 20s;  // for the first frame; a kiosk may be busy with the release that plays
constexpr auto k_look = 5ms;

Status decode_at(const Decoders& decoders, const fs::path& file, Millis position) {
  VideoStream::Options options;
  options.file = file;
  options.start = position;
  auto stream = VideoStream::open(decoders, options);
  if (!stream)
    return fail(stream.error());
  const auto until = std::chrono::steady_clock::now() + k_patience;
  while (std::chrono::steady_clock::now() < until) {
    decoders.reap();
    if (stream->due(position) != nullptr)
      return {};
    if (const auto failure = stream->failure())
      return fail(*failure);
    std::this_thread::sleep_for(k_look);
  }
  return fail(ErrorKind::unavailable, "'{0}' 영상의 첫 화면이 {1}초 안에 나오지 않았습니다.",
              "no frame of '{0}' came within {1} s.", file.filename().string(), k_patience.count());
}

Status decode_sound(const Decoders& decoders, const fs::path& file) {
  auto sound = WholeSound::open(decoders, file);
  if (!sound)
    return fail(sound.error());
  const auto until = std::chrono::steady_clock::now() + k_patience;
  while (std::chrono::steady_clock::now() < until) {
    decoders.reap();
    if (const auto taken = sound->take())
      return *taken ? Status{} : fail(taken->error());
    std::this_thread::sleep_for(k_look);
  }
  return fail(ErrorKind::unavailable, "'{0}' 소리를 {1}초 안에 풀지 못했습니다.",
              "the sound '{0}' was not decoded within {1} s.", file.filename().string(), k_patience.count());
}

Status decode(const Decoders& decoders, const Asset& medium) {
  if (medium.facts.kind == MediaFacts::Kind::image) {
    const auto picture = load_picture(medium.file, std::nullopt);
    return picture ? Status{} : fail(picture.error());
  }
  if (medium.facts.kind == MediaFacts::Kind::sound)
    return decode_sound(decoders, medium.file);
  const Millis middle = medium.facts.duration.value_or(Millis{0}) / 2;
  if (auto begins = decode_at(decoders, medium.file, Millis{0}); !begins)
    return begins;
  return decode_at(decoders, medium.file, middle);
}

/// Where the mistake is, before what it is.
Error in_place(const SourceMark& mark, const Bilingual& what) {
  return {ErrorKind::invalid,
          {fmt::format("{}:{}: {}", mark.file, mark.line, what.ko),
           fmt::format("{}:{}: {}", mark.file, mark.line, what.en)}};
}

}  // namespace

Status rehearse(const RehearsalOrder& order) {
  const auto content = open_local_content(order.folder);
  if (!content)
    return fail(content.error());
  if (!content->unplayable.empty())
    return fail(content->unplayable.begin()->second);
  const Decoders decoders(order.decoder);
  for (const auto& [path, medium] : content->inventory) {
    std::error_code ignored;
    if (!order.known.empty() && fs::equivalent(medium.file, order.known / path, ignored))
      continue;
    if (auto decoded = decode(decoders, medium); !decoded)
      return decoded;
  }
  auto typesetter = Typesetter::open(order.fonts);
  if (!typesetter)
    return fail(typesetter.error());
  const auto findings = inspect(*content, {&*typesetter, 1});
  const auto worst =
      std::find_if(findings.begin(), findings.end(), [](const Finding& each) { return each.is_error; });
  return worst == findings.end() ? Status{} : fail(in_place(worst->mark, worst->what));
}

}  // namespace madang
