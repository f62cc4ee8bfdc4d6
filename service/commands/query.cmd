@echo off
"%~dp0logoffd.cmd" query %*
