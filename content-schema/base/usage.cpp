// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "content-schema/base/usage.h"

namespace madang {
namespace {

/// In CLI11's sentences the name stands before this.
std::string_view before(std::string_view sentence, std::string_view tail) {
  return sentence.substr(0, sentence.find(tail));
}

/// ... or after the last colon.
std::string_view after_colon(std::string_view sentence) {
  const size_t colon = sentence.rfind(": ");
  return colon == std::string_view::npos ? sentence : sentence.substr(colon + 2);
}

std::string korean(std::string_view error, std::string_view what) {
  if (error == "RequiredError" && what.find("subcommand") != std::string_view::npos)
    return "무엇을 할지 적지 않았습니다.";
  if (error == "RequiredError")
    return fmt::format("꼭 적어야 하는 것이 빠졌습니다: {}", before(what, " is required"));
  if (error == "ExtrasError")
    return fmt::format("모르는 말이 있습니다: {}", after_colon(what));
  if (error == "ArgumentMismatch")
    return fmt::format("값의 개수가 맞지 않습니다: {}", before(what, ": "));
  if (error == "ConversionError" || error == "ValidationError")
    return fmt::format("값이 잘못되었습니다: {}", what);
  if (error == "ExcludesError")
    return fmt::format("함께 쓸 수 없습니다: {}", what);
  if (error == "RequiresError")
    return fmt::format("함께 적어야 하는 것이 있습니다: {}", what);
  if (error == "FileError")
    return fmt::format("파일을 읽을 수 없습니다: {}", before(what, " was not"));
  return fmt::format("명령을 알아듣지 못했습니다: {}", what);
}

}  // namespace

Bilingual usage_error(std::string_view program, std::string_view error, std::string_view what) {
  return {fmt::format("{0}: {1}\n'{0} --help'로 쓰는 법을 볼 수 있습니다.\n", program, korean(error, what)),
          fmt::format("{0}: {1}\n'{0} --help' tells how it is used.\n", program, what)};
}

}  // namespace madang
