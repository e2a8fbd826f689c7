// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "player/sdl/speaker.h"

#include <poll.h>

#include <atomic>
#include <chrono>
#include <mutex>
#include <span>

#include "content-schema/base/log.h"
#include "content-schema/base/wakeup.h"
#include "player/audio/exchange.h"
#include "player/audio/mixer.h"
#include "player/audio/upkeep.h"
#include "player/sdl/sdl.h"

namespace madang {
namespace {

constexpr int k_device_samples = 1024;  // 21 ms at a time: no kiosk's CPU is ever so late
constexpr Millis k_look{500};           // at whether the device is still there
constexpr int k_places = 3;             // of an Exchange, each of which may still hold a clip

/// The open device, and what its callback works with.
class Device {
 public:
  explicit Device(Exchange<Score>& scores) : scores_(scores) {}
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  ~Device() {
    if (id_ != 0)
      SDL_CloseAudioDevice(id_);  // waits for the callback's end
  }

  Status open() {
    if (!audio_.started())
      return sdl::failed("소리 장치를 쓸 수 없습니다", "there is no sound device");
    SDL_AudioSpec wish{};
    wish.freq = static_cast<int>(k_sound_rate);
    wish.format = AUDIO_F32SYS;
    wish.channels = 2;
    wish.samples = k_device_samples;
    wish.callback = fill;
    wish.userdata = this;
    SDL_AudioSpec got{};
    id_ = SDL_OpenAudioDevice(nullptr, 0, &wish, &got, SDL_AUDIO_ALLOW_SAMPLES_CHANGE);
    if (id_ == 0)
      return sdl::failed("소리 장치를 열 수 없습니다", "cannot open the sound device");
    // SDL keeps two buffers in flight and cannot say more. What lies behind them (a television's own delay)
    // is nobody's to know.
    latency_ = std::chrono::microseconds(2'000'000LL * got.samples / k_sound_rate);
    SDL_PauseAudioDevice(id_, 0);
    return {};
  }

  bool vanished() const { return SDL_GetAudioDeviceStatus(id_) == SDL_AUDIO_STOPPED; }

 private:
  /// On SDL's thread: takes no lock, allocates nothing, logs nothing.
  static void fill(void* device, Uint8* bytes, int length) {
    Device& self = *static_cast<Device*>(device);
    const auto now = std::chrono::steady_clock::now();
    if (const Score* score = self.scores_.take())
      self.mixer_.play(*score);
    self.mixer_.mix(now + self.latency_,
                    {reinterpret_cast<float*>(bytes), static_cast<std::size_t>(length) / sizeof(float)});
  }

  sdl::Audio audio_;
  Exchange<Score>& scores_;
  Mixer mixer_;
  std::chrono::microseconds latency_{0};
  SDL_AudioDeviceID id_ = 0;
};

}  // namespace

struct Speaker::Impl {
  explicit Impl(Wakeup bell) : wakeup(std::move(bell)) {}

  Wakeup wakeup;
  std::atomic<bool> wanted = false;
  Exchange<Score> scores;  // from the main thread to the device's callback, or to run() where there is none
  int silent_scores = k_places;  // the main thread's

  mutable std::mutex mutex;
  std::optional<Bilingual> problem;  // guarded by mutex

  /// One line, however often it is tried.
  void complain(Bilingual what) {
    const std::lock_guard lock(mutex);
    if (!problem)
      log::warning("no sound: {}; the pictures go on, and it is tried again", what.en);
    problem = std::move(what);
  }
  /// A device that comes and goes is a problem until it stays.
  void be_content(bool steady) {
    const std::lock_guard lock(mutex);
    if (problem && steady) {
      log::info("there is sound again");
      problem.reset();
    }
  }
};

Speaker::Speaker(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Speaker::Speaker(Speaker&&) noexcept = default;
Speaker& Speaker::operator=(Speaker&&) noexcept = default;
Speaker::~Speaker() = default;

Result<Speaker> Speaker::create() {
  auto wakeup = Wakeup::create();
  if (!wakeup)
    return fail(std::move(wakeup.error()));
  return Speaker(std::make_unique<Impl>(std::move(*wakeup)));
}

void Speaker::play(Score score) {
  const bool wanted = !score.voices.empty();
  // Silence is said until no place holds a clip any more: each keeps its frames' memory alive.
  if (!wanted && impl_->silent_scores >= k_places)
    return;
  impl_->silent_scores = wanted ? 0 : impl_->silent_scores + 1;
  impl_->scores.back() = std::move(score);
  impl_->scores.publish();
  if (impl_->wanted.exchange(wanted) != wanted)
    impl_->wakeup.ring();
}

void Speaker::run(const std::stop_token& stop) {
  Impl& self = *impl_;
  const std::stop_callback wake(stop, [&self] { self.wakeup.ring(); });
  Upkeep upkeep;
  std::unique_ptr<Device> device;
  while (!stop.stop_requested()) {
    const auto now = std::chrono::steady_clock::now();
    if (device && device->vanished()) {
      device.reset();
      upkeep.lost(now);
      self.complain(say("소리 장치가 사라졌습니다", "the sound device is gone"));
    }
    switch (upkeep.next(self.wanted, now)) {
      case Upkeep::Do::nothing:
        break;
      case Upkeep::Do::open:
        device = std::make_unique<Device>(self.scores);
        if (Status opened = device->open()) {
          upkeep.opened(now);
          log::debug("sound device opened: {}", SDL_GetCurrentAudioDriver());
        } else {
          device.reset();
          upkeep.lost(now);
          self.complain(std::move(opened.error().message));
        }
        break;
      case Upkeep::Do::close:
        device.reset();
        upkeep.closed();
        break;
    }
    self.be_content(upkeep.steady(now));
    if (!device)
      self.scores.take();  // or it would keep a clip for as long as there is no device
    pollfd bell{.fd = self.wakeup.fd(), .events = POLLIN, .revents = 0};
    ::poll(&bell, 1, device || self.wanted ? static_cast<int>(k_look.count()) : -1);
    self.wakeup.hear();
  }
}

std::optional<Bilingual> Speaker::problem() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->problem;
}

}  // namespace madang
