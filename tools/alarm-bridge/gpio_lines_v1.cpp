// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include <gpiod.h>

#include <cerrno>

#include "content-schema/base/owned.h"
#include "tools/alarm-bridge/gpio_lines.h"

namespace madang::bridge {

struct GpioLines::Handles {
  std::string name;
  Owned<gpiod_chip, gpiod_chip_close> chip;  // closing it lets go of its lines
  gpiod_line_bulk lines = GPIOD_LINE_BULK_INITIALIZER;
};

void GpioLines::Release::operator()(Handles* handles) const noexcept {
  delete handles;
}

namespace {

tl::unexpected<Error> failed(const std::string& chip) {
  const int code = errno;
  return fail(
      code == EINVAL ? ErrorKind::invalid : errno_kind(code),
      "접점 {0}을(를) 읽을 수 없습니다: {1}. 장치 이름과 선 번호, 권한을 확인하십시오.",
      "cannot read the contacts of {0}: {1}. See to its name, the numbers of its lines and the rights.", chip,
      errno_text(code));
}

int flags_of(Bias bias) {
  switch (bias) {
    case Bias::off:
      return GPIOD_LINE_REQUEST_FLAG_BIAS_DISABLE;
    case Bias::pull_up:
      return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_UP;
    case Bias::pull_down:
      return GPIOD_LINE_REQUEST_FLAG_BIAS_PULL_DOWN;
    case Bias::as_is:
      break;
  }
  return 0;
}

}  // namespace

Result<GpioLines> GpioLines::open(const std::string& chip, const std::vector<unsigned>& offsets, Bias bias) {
  std::unique_ptr<Handles, Release> made(new Handles);
  made->name = chip;
  made->chip.reset(gpiod_chip_open(chip.c_str()));
  if (!made->chip)
    return failed(chip);
  std::vector<unsigned> wanted = offsets;
  errno = EINVAL;
  if (wanted.empty() || wanted.size() > k_most ||
      gpiod_chip_get_lines(made->chip.get(), wanted.data(), static_cast<unsigned>(wanted.size()),
                           &made->lines) != 0 ||
      gpiod_line_request_bulk_input_flags(&made->lines, "madang", flags_of(bias)) != 0)
    return failed(chip);
  return GpioLines(std::move(made));
}

Result<std::vector<bool>> GpioLines::read() {
  int values[k_most] = {};
  if (gpiod_line_get_value_bulk(&handles_->lines, values) != 0)
    return failed(handles_->name);
  return std::vector<bool>(values, values + gpiod_line_bulk_num_lines(&handles_->lines));
}

}  // namespace madang::bridge
