// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "content-schema/base/clock.h"
#include "content-schema/base/error.h"
#include "content-schema/base/unique_fd.h"
#include "player/media/decoder_orders.h"
#include "player/media/hardware_choice.h"
#include "player/media/patience.h"
#include "player/media/shared_ring.h"

namespace madang {

struct DecoderEnd {
  bool with_zygote = false;  ///< through no fault of its own; `status` tells nothing then
  int status = 0;            ///< as waitpid says
};

/// Our end of a program that waits, libav linked and ready, and forks a decoder for each order (the zygote of
/// Chromium and Android). Starting a decoder is one message: no linking of a hundred and forty libraries for
/// each clip, and no `exec` that the thread which draws would wait for. What the linker wrote is shared by
/// all decoders. The price: their addresses are alike.
///
/// The zygote runs while it is wanted. One that dies takes its decoders with it, and the next order starts
/// another; one that does not answer is killed. It dies with this object, and with the thread that started it
/// (PR_SET_PDEATHSIG counts by thread), so `warm` it on one that lives as long as the program. Bound to one
/// thread; no call waits for the zygote.
class Zygote {
 public:
  enum class Stay { always, while_used };
  Zygote(std::filesystem::path program, Stay stay) : program_(std::move(program)), stay_(stay) {}
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;
  ~Zygote();

  /// Starts the program if it does not run, so that the first decoder need not wait for it.
  Status warm();

  /// The number of the decoder that was ordered.
  Result<std::uint32_t> order(int media, const RingMemory& memory, const DecoderTask& task);
  /// How that decoder ended; nothing while it runs, or is still to begin.
  std::optional<DecoderEnd> end_of(std::uint32_t decoder);
  /// As far as `end_of` has heard. What has not begun is owed by the zygote, and not by the decoder.
  bool has_begun(std::uint32_t decoder) const { return decoder <= begun_; }
  /// Kills it, and forgets its number.
  void end(std::uint32_t decoder) noexcept;
  /// Takes leave of zygotes that were killed and took their time to go; to be called now and then.
  void reap() noexcept;

 private:
  Status spawn();
  bool send(const DecoderOrder& order, const RingMemory* memory, int media) const noexcept;
  void hear(SteadyTime now) noexcept;
  void take(const DecoderNews& news) noexcept;
  void lose() noexcept;

  std::filesystem::path program_;
  Stay stay_;
  pid_t pid_ = -1;
  UniqueFd line_;
  std::uint32_t ordered_ = 0;  // decoders, and the number of the last one
  std::uint32_t begun_ = 0;    // the last that this zygote has begun, or one before it; they begin in order
  std::optional<Patience> patience_;
  std::map<std::uint32_t, std::optional<DecoderEnd>> decoders_;
  std::vector<pid_t> dying_;  // zygotes that were killed and had not gone when we looked
};

/// A decoder that was ordered. It ends with this object. Bound to its zygote's thread.
class DecoderProcess {
 public:
  static Result<DecoderProcess> start(std::shared_ptr<Zygote> zygote, int media, const RingMemory& memory,
                                      const DecoderTask& task);
  DecoderProcess(DecoderProcess&&) noexcept = default;
  DecoderProcess& operator=(DecoderProcess&& other) noexcept {
    std::swap(zygote_, other.zygote_);
    std::swap(number_, other.number_);
    return *this;
  }
  ~DecoderProcess() { end(); }

  std::optional<DecoderEnd> status() { return zygote_ ? zygote_->end_of(number_) : std::nullopt; }
  bool has_begun() const { return zygote_ && zygote_->has_begun(number_); }
  void end() noexcept {
    if (zygote_)
      std::exchange(zygote_, nullptr)->end(number_);
  }

 private:
  DecoderProcess(std::shared_ptr<Zygote> zygote, std::uint32_t number)
      : zygote_(std::move(zygote)), number_(number) {}
  std::shared_ptr<Zygote> zygote_;
  std::uint32_t number_;
};

/// The two programs that decoders come from, and what is known of hardware. Copies are the same ones.
struct Decoders {
  /// `program` is madang-decoder; the other stands beside it.
  explicit Decoders(const std::filesystem::path& program);
  void reap() const noexcept {
    plain->reap();
    refining->reap();
  }
  std::shared_ptr<Zygote> plain;
  std::shared_ptr<Zygote> refining;  ///< with libavfilter, for the clips that need it
  std::shared_ptr<HardwareChoice> hardware = std::make_shared<HardwareChoice>();
};

}  // namespace madang
