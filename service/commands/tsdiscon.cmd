@echo off
"%~dp0logoffd.cmd" tsdiscon %*
