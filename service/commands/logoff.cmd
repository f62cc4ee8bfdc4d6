@echo off
"%~dp0logoffd.cmd" logoff %*
