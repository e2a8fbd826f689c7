// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <gpiod.h>

#include <cerrno>

#include "content-schema/base/owned.h"
#include "tools/alarm-bridge/gpio_lines.h"

namespace madang::bridge {

struct GpioLines::Handles {
  std::string name;
  std::vector<unsigned> offsets;
  Owned<gpiod_line_request, gpiod_line_request_release> lines;
};

void GpioLines::Release::operator()(Handles* handles) const noexcept {
  delete handles;
}

namespace {

using Chip = Owned<gpiod_chip, gpiod_chip_close>;
using Settings = Owned<gpiod_line_settings, gpiod_line_settings_free>;
using LineConfig = Owned<gpiod_line_config, gpiod_line_config_free>;
using RequestConfig = Owned<gpiod_request_config, gpiod_request_config_free>;

tl::unexpected<Error> failed(const std::string& chip) {
  const int code = errno;
  return fail(
      code == EINVAL ? ErrorKind::invalid : errno_kind(code),
      "접점 {0}을(를) 읽을 수 없습니다: {1}. 장치 이름과 선 번호, 권한을 확인하십시오.",
      "cannot read the contacts of {0}: {1}. See to its name, the numbers of its lines and the rights.", chip,
      errno_text(code));
}

gpiod_line_bias bias_of(Bias bias) {
  switch (bias) {
    case Bias::off:
      return GPIOD_LINE_BIAS_DISABLED;
    case Bias::pull_up:
      return GPIOD_LINE_BIAS_PULL_UP;
    case Bias::pull_down:
      return GPIOD_LINE_BIAS_PULL_DOWN;
    case Bias::as_is:
      break;
  }
  return GPIOD_LINE_BIAS_AS_IS;
}

}  // namespace

Result<GpioLines> GpioLines::open(const std::string& chip, const std::vector<unsigned>& offsets, Bias bias) {
  std::unique_ptr<Handles, Release> made(new Handles);
  made->name = chip;
  made->offsets = offsets;
  const Chip opened(gpiod_chip_open(chip.c_str()));
  if (!opened)
    return failed(chip);
  const Settings settings(gpiod_line_settings_new());
  const LineConfig lines(gpiod_line_config_new());
  const RequestConfig request(gpiod_request_config_new());
  if (!settings || !lines || !request)
    return failed(chip);
  gpiod_request_config_set_consumer(request.get(), "madang");
  errno = EINVAL;
  if (offsets.empty() || offsets.size() > k_most ||
      gpiod_line_settings_set_direction(settings.get(), GPIOD_LINE_DIRECTION_INPUT) != 0 ||
      gpiod_line_settings_set_bias(settings.get(), bias_of(bias)) != 0 ||
      gpiod_line_config_add_line_settings(lines.get(), offsets.data(), offsets.size(), settings.get()) != 0)
    return failed(chip);
  // The request keeps its lines when the chip is closed.
  made->lines.reset(gpiod_chip_request_lines(opened.get(), request.get(), lines.get()));
  if (!made->lines)
    return failed(chip);
  return GpioLines(std::move(made));
}

Result<std::vector<bool>> GpioLines::read() {
  gpiod_line_value values[k_most] = {};
  const auto& offsets = handles_->offsets;
  if (gpiod_line_request_get_values_subset(handles_->lines.get(), offsets.size(), offsets.data(), values) !=
      0)
    return failed(handles_->name);
  std::vector<bool> result;
  for (std::size_t i = 0; i < offsets.size(); ++i)
    result.push_back(values[i] == GPIOD_LINE_VALUE_ACTIVE);
  return result;
}

}  // namespace madang::bridge
