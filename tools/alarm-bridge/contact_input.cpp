// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tools/alarm-bridge/contact_input.h"

#include <algorithm>
#include <chrono>

namespace madang::bridge {
namespace {

using namespace std::chrono_literals;

constexpr Millis k_pause_after_failure = 1s;

std::vector<ContactPoint> contacts_of(const ContactDevice& device) {
  std::vector<ContactPoint> result;
  for (const auto& each : device.lines)
    result.push_back(each.contact);
  return result;
}

}  // namespace

Result<ContactInput> ContactInput::create(ContactDevice device, Taker taker, SteadyTime now) {
  if (device.lines.empty() || device.lines.size() > GpioLines::k_most || device.interval <= 0ms ||
      device.supervision <= 0ms) {
    return fail(ErrorKind::invalid, "접점 장치 {}의 선은 1개에서 {}개까지, 시간은 0보다 커야 합니다.",
                "the contact device {} needs 1 to {} lines and times over 0.", device.name,
                GpioLines::k_most);
  }
  return ContactInput(std::move(device), std::move(taker), now);
}

ContactInput::ContactInput(ContactDevice device, Taker taker, SteadyTime now)
    : device_(std::move(device)),
      taker_(std::move(taker)),
      contacts_(device_.name, contacts_of(device_)),
      next_(now) {
  supervision_.watch(device_.name, device_.supervision, now);
}

Status ContactInput::read(SteadyTime now) {
  if (!lines_) {
    std::vector<unsigned> offsets;
    for (const auto& each : device_.lines)
      offsets.push_back(each.offset);
    auto opened = GpioLines::open(device_.chip, offsets, device_.bias);
    if (!opened)
      return fail(std::move(opened.error()));
    lines_ = std::move(*opened);
  }
  auto levels = lines_->read();
  if (!levels)
    return fail(std::move(levels.error()));
  const bool closed_level = device_.closed == ContactDevice::Closed::high;
  for (std::size_t i = 0; i < levels->size(); ++i)
    contacts_.see(i, (*levels)[i] == closed_level, now);
  supervision_.heard(device_.name, now);
  return {};
}

void ContactInput::poll(SteadyTime now) {
  trouble_.reset();
  if (auto good = read(now); !good) {
    trouble_ = std::move(good.error());
    lines_.reset();
  }
  contacts_.tell(taker_);
  for (const auto& each : supervision_.news(now)) {
    if (taker_({each.name, std::nullopt, {}, each.link}))
      supervision_.told(each);
  }
  next_ = now + (trouble_ ? std::max(k_pause_after_failure, device_.interval) : device_.interval);
}

}  // namespace madang::bridge
