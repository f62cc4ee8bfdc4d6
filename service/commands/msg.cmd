@echo off
"%~dp0logoffd.cmd" msg %*
