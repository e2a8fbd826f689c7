// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Madang authors
#include "tests/bench/text/samples.h"

#include "content-schema/base/digest.h"
#include "content-schema/base/file.h"

namespace madang::bench {

TextRequest korean_paragraph() {
  const auto bytes = read_file(MADANG_SOURCE_DIR "/tests/data/text/market_ko.txt", 1 << 20);
  TextRequest request;
  request.blocks = {{"ko", bytes ? std::string(as_text(*bytes)) : std::string("가 나 다")}};
  request.box = {900, 2000};
  request.size = 32;
  request.align = Align::start;
  request.fit = TextFit::none;
  return request;
}

TextRequest ten_scripts() {
  TextRequest request;
  request.blocks = {{"ko", "서귀포 매일올레시장에 오신 것을 환영합니다. 영업시간은 9:00~18:00입니다."},
                    {"en", "Welcome to Olle Market. We are open from nine to six every day."},
                    {"zh-Hans", "欢迎来到每日偶来市场。营业时间为9:00～18:00。"},
                    {"ja", "毎日オルレ市場へようこそ。営業時間は9:00～18:00です。"},
                    {"th", "ยินดีต้อนรับสู่ตลาดออลเล เปิดทุกวันเก้าโมงถึงหกโมงเย็น"},
                    {"ar", "مرحبًا بكم في السوق. نفتح من 9:00 إلى 18:00."},
                    {"he", "ברוכים הבאים לשוק. פתוח כל יום 9:00-18:00."},
                    {"hi", "बाज़ार में आपका स्वागत है। समय 9:00 से 18:00 तक।"},
                    {"km", "សូមស្វាគមន៍មកកាន់ផ្សារ បើករាល់ថ្ងៃ"},
                    {"my", "ဈေးမှ ကြိုဆိုပါသည် နေ့တိုင်းဖွင့်သည်"}};
  request.box = {900, 1000};
  request.size = 1000;  // bisection from here to half a pixel
  return request;
}

}  // namespace madang::bench
