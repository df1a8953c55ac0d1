@echo off
rem Double-click this file to open the course. It only looks for Python; start.py does the work.
setlocal
set "code=1"

if not exist "%~dp0start.py" (
    echo The course is still packed: unzip the whole folder first, then start from there.
    goto failed
)

rem A real Python answers 42. The placeholder that Windows has for the Microsoft Store does not.
py -3 -c "raise SystemExit(42)" >nul 2>&1
if %errorlevel% equ 42 goto with_py
python -c "raise SystemExit(42)" >nul 2>&1
if %errorlevel% equ 42 goto with_python

echo The course needs Python, and this computer has none yet.
echo Get it from https://www.python.org/downloads or from the Microsoft Store (search for "Python 3"),
echo then double-click start.bat again.
goto failed

:with_py
py -3 "%~dp0start.py" %*
set "code=%errorlevel%"
if %code% neq 0 goto failed
exit /b 0

:with_python
python "%~dp0start.py" %*
set "code=%errorlevel%"
if %code% neq 0 goto failed
exit /b 0

:failed
echo.
pause
exit /b %code%
