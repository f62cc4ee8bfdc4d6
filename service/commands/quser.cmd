@echo off
"%~dp0logoffd.cmd" quser %*
