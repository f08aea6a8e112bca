#!/usr/bin/env bash
# Each failed test of a results file (.trx) with its message and where it happened, so that a machine's log is enough to
# go on from. A message is cut at 40 lines, a stack at 20, a line at 600 bytes: a fuzz test can print its whole input.
#
#   eng/failed-tests.sh artifacts/test-results/House.Tests.trx
set -euo pipefail
awk -v most_message=40 -v most_stack=20 -v most_bytes=600 '
  function plain(text) {
    gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&apos;/, "\x27", text)
    gsub(/&#xD;/, "", text); gsub(/&#xA;/, " ", text); gsub(/&amp;/, "\\&", text)
    return length(text) > most_bytes ? substr(text, 1, most_bytes) " ..." : text
  }
  function begins(tag, most) { part = tag; room = most; left_out = 0; sub(".*<" tag ">", "") }
  function said(text) { if (room-- > 0) { print "    " plain(text) } else { left_out++ } }
  { sub(/\r$/, "") }
  /<UnitTestResult / {
    has_failed = /outcome="(Failed|Error|Timeout|Aborted)"/
    if (has_failed) { name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name); print "  failed: " plain(name) }
  }
  !has_failed { next }
  part == "" && /<Message>/ { begins("Message", most_message) }
  part == "" && /<StackTrace>/ { begins("StackTrace", most_stack) }
  part != "" {
    end = index($0, "</" part ">")
    said(end ? substr($0, 1, end - 1) : $0)
    if (end) { if (left_out) { print "    (" left_out " more lines)" }; part = "" }
  }
' "$1"
