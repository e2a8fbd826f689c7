// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/alarm_sounds.h"

#include <algorithm>
#include <utility>

#include "content-schema/base/log.h"
#include "player/audio/evacuation_tone.h"

namespace madang {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_try_again = 60s;
constexpr Millis k_pause{1000};  // behind speech, so that its end and its beginning are told apart

bool sounds_alarms(const Programme& programme) {
  const Screen* screen = programme.document.site.find(programme.screen);
  return screen != nullptr && screen->speaker;
}

}  // namespace

AlarmSounds::AlarmSounds(Decoders decoders) : decoders_(std::move(decoders)), tone_(evacuation_tone()) {}

void AlarmSounds::keep(const std::vector<const Programme*>& programmes) {
  std::map<std::filesystem::path, Entry> wanted;
  missing_.clear();
  for (const Programme* programme : programmes) {
    if (programme == nullptr || !sounds_alarms(*programme))
      continue;
    Millis together{0};
    for (const auto& [kind, page] : programme->document.alarms) {
      for (const AlarmSound& sound : page.sound) {
        const auto asset = programme->inventory.find(sound.medium);
        if (sound.medium.empty())
          continue;
        if (asset == programme->inventory.end()) {
          missing_[sound.medium] = say("파일이 없거나 소리가 아닙니다.", "it is not there, or no sound.");
          continue;
        }
        if (wanted.contains(asset->second.file))
          continue;
        together += asset->second.facts.duration.value_or(Millis{0});
        if (together > k_most_alarm_sound) {
          missing_[sound.medium] = say("비상 소리가 모두 합쳐 너무 깁니다.",
                                       "all sounds of alarms together take too long.");
          continue;
        }
        const auto known = entries_.find(asset->second.file);
        wanted[asset->second.file] = known != entries_.end() ? known->second : Entry{sound.medium, {}, {}, {}};
      }
    }
  }
  entries_ = std::move(wanted);
  if (at_work_ && !entries_.contains(at_work_->first))
    at_work_.reset();
}

bool AlarmSounds::wants_work(const Entry& entry, SysTime now) const {
  const bool rested = now >= entry.try_again || entry.try_again - now > k_try_again;  // a clock that was set back
  return entry.recording == nullptr && (!entry.error || rested);
}

bool AlarmSounds::busy() const {
  return at_work_ || std::any_of(entries_.begin(), entries_.end(), [](const auto& each) {
           return each.second.recording == nullptr && !each.second.error;
         });
}

void AlarmSounds::note(Entry& entry, Result<Recording> result, SysTime now) {
  if (result) {
    entry.recording = std::make_shared<const std::vector<std::int16_t>>(with_soft_edges(**result));
    entry.error.reset();
    return;
  }
  if (!entry.error)
    log::warning("alarm sound '{}': {} The tone is heard instead.", entry.medium, result.error().message.en);
  entry.error = std::move(result.error());
  entry.try_again = now + k_try_again;
}

void AlarmSounds::work(SysTime now) {
  std::erase_if(loops_, [](const Loop& each) {
    return each.sound.use_count() == 1;  // nobody can come to hold it but through us
  });
  if (at_work_) {
    auto taken = at_work_->second.take();
    if (!taken)
      return;
    note(entries_.at(at_work_->first), std::move(*taken), now);
    at_work_.reset();
  }
  for (auto& [file, entry] : entries_) {
    if (!wants_work(entry, now))
      continue;
    auto begun = WholeSound::open(decoders_, file);
    if (!begun) {
      note(entry, fail(std::move(begun.error())), now);
      continue;
    }
    at_work_.emplace(file, std::move(*begun));
    return;
  }
}

SoundPtr AlarmSounds::loop_of(const std::vector<AlarmSound>& sounds, const Inventory& inventory) {
  std::vector<Recording> recordings;
  for (const AlarmSound& sound : sounds) {
    const auto asset = inventory.find(sound.medium);
    const auto entry = asset != inventory.end() ? entries_.find(asset->second.file) : entries_.end();
    const bool there = entry != entries_.end() && entry->second.recording != nullptr;
    recordings.push_back(there ? entry->second.recording : tone_);
  }
  const auto known = std::find_if(loops_.begin(), loops_.end(),
                                  [&](const Loop& each) { return each.recordings == recordings; });
  if (known != loops_.end())
    return known->sound;
  std::vector<SoundLoop::Part> parts;
  for (const Recording& each : recordings)
    parts.push_back({each, each == tone_ ? Millis{0} : k_pause});  // the tone has its own
  loops_.push_back({std::move(recordings), std::make_shared<const SoundLoop>(std::move(parts))});
  return loops_.back().sound;
}

std::vector<Bilingual> AlarmSounds::problems() const {
  std::vector<Bilingual> all;
  const auto add = [&](const std::string& medium, const Bilingual& why) {
    all.push_back(say("비상 소리 '{0}': {1} 대신 신호음이 납니다.",
                      "alarm sound '{0}': {2} The tone is heard instead.", medium, why.ko, why.en));
  };
  for (const auto& [medium, why] : missing_)
    add(medium, why);
  for (const auto& [file, entry] : entries_) {
    if (entry.error)
      add(entry.medium, entry.error->message);
  }
  return all;
}

}  // namespace madang
