@echo off
"%~dp0logoffd.cmd" qwinsta %*
