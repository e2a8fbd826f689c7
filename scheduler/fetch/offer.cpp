// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "scheduler/fetch/offer.h"

#include <optional>

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang::fetch {
namespace {

constexpr std::uint64_t k_most_root_bytes = 512'000;

trust::Reason reason_for(Reason reason) {
  switch (reason) {
    case Reason::not_found:
      return trust::Reason::not_found;
    case Reason::long_body:
      return trust::Reason::too_large;
    default:
      return trust::Reason::unreachable;
  }
}

/// Where the way was at fault, `on_the_way` knows it better.
Fault as_fetch_fault(const trust::Fault& fault, const std::optional<Fault>& on_the_way) {
  switch (fault.reason) {
    case trust::Reason::unreachable:
    case trust::Reason::not_found:
      return on_the_way.value_or(Fault{Reason::unreachable, fault.error});
    case trust::Reason::disk:
    case trust::Reason::no_root:
      return {Reason::disk, fault.error};
    case trust::Reason::expired:
      return {Reason::expired, fault.error};
    case trust::Reason::not_listed:
      return {Reason::unassigned, fault.error};
    default:
      return {Reason::untrusted, fault.error};
  }
}

}  // namespace

Fetched<Offer> look_for_offer(const OfferOptions& options, Transfer& transfer, SysTime start,
                              std::stop_token stop) {
  std::optional<Fault> on_the_way;
  const trust::Updater updater(
      trust::MetadataFolder(options.folder),
      [&](const std::string& name, std::uint64_t most_bytes) -> trust::Checked<std::vector<std::byte>> {
        Order order;
        order.url = options.server + '/' + name;
        order.most_bytes = most_bytes;
        order.patience = options.patience;
        std::string body;
        const auto answer = transfer.run(order, body, stop);
        if (!answer) {
          on_the_way = answer.error();
          return trust::fault(reason_for(answer.error().reason), answer.error().error);
        }
        const auto bytes = as_bytes(body);
        return std::vector<std::byte>(bytes.begin(), bytes.end());
      });
  auto trusted = updater.refresh(start);
  if (!trusted)
    return tl::unexpected<Fault>(as_fetch_fault(trusted.error(), on_the_way));
  auto assignment = assignment_of(updater, *trusted, options.screen);
  if (!assignment)
    return tl::unexpected<Fault>(as_fetch_fault(assignment.error(), on_the_way));
  return Offer{trusted->timestamp.version, *std::move(assignment)};
}

Status install_root(const std::filesystem::path& root_file, const std::filesystem::path& folder) {
  std::error_code code;
  std::filesystem::create_directories(folder, code);
  if (code) {
    return fail(errno_kind(code.value()), "'{}' 폴더를 만들지 못했습니다: {}",
                "cannot make the folder '{}': {}", folder.string(), code.message());
  }
  const trust::MetadataFolder kept(folder);
  if (const auto root = kept.read(word(trust::Role::root), k_most_root_bytes);
      root && trust::trusted_root(*root))
    return {};
  if (root_file.empty()) {
    return fail(
        ErrorKind::not_found,
        "어떤 서명을 믿을지 알 수 없습니다. madang keys new 가 만든 root.json을 이 기기에 복사하고 설정의 "
        "root에 적어 주세요.",
        "it is not known whose signatures to trust; copy the root.json that madang keys new made to this "
        "machine, and name it under 'root' in the settings.");
  }
  const auto bytes = read_file(root_file, k_most_root_bytes);
  if (!bytes)
    return fail(bytes.error());
  if (const auto root = trust::trusted_root(*bytes); !root)
    return fail(root.error().error);
  const auto written = kept.write(word(trust::Role::root), *bytes);
  return written ? Status{} : fail(written.error().error);
}

}  // namespace madang::fetch
