// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/support/modbus_server.h"

#include <modbus.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>

namespace madang::test {

ModbusServer::ModbusServer(int port)
    : context_(modbus_new_tcp("127.0.0.1", port)), mapping_(modbus_mapping_new(64, 64, 0, 0)) {
  listening_.reset(modbus_tcp_listen(context_, 4));
  if (!listening_.valid())
    std::abort();
  thread_ = std::thread([this] { serve(); });
}

ModbusServer::~ModbusServer() {
  stopping_ = true;
  ::shutdown(listening_.get(), SHUT_RDWR);
  if (const int talking = talking_; talking >= 0)
    ::shutdown(talking, SHUT_RDWR);
  thread_.join();
  modbus_mapping_free(mapping_);
  modbus_free(context_);
}

std::uint16_t ModbusServer::port() const {
  sockaddr_in address{};
  socklen_t size = sizeof address;
  ::getsockname(listening_.get(), reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.sin_port);
}

void ModbusServer::set(bridge::ModbusBit bit, bool value) {
  const std::lock_guard lock(mutex_);
  (bit.table == bridge::ModbusTable::coils ? mapping_->tab_bits : mapping_->tab_input_bits)[bit.address] =
      value ? 1 : 0;
}

void ModbusServer::serve() {
  while (!stopping_) {
    int listening = listening_.get();
    const UniqueFd talking(modbus_tcp_accept(context_, &listening));
    if (!talking.valid())
      continue;
    talking_ = talking.get();
    std::uint8_t query[MODBUS_TCP_MAX_ADU_LENGTH];
    for (int size = 0; !stopping_ && (size = modbus_receive(context_, query)) >= 0;) {
      const std::lock_guard lock(mutex_);
      modbus_reply(context_, query, size, mapping_);
    }
    talking_ = -1;
  }
}

}  // namespace madang::test
