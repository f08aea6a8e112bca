namespace ColdChain.Core.LoggerFiles.Written;

/// <summary>Reads a date and time whose order needs no guess: year first, or day first with dots.</summary>
/// <remarks>
/// 2026-05-01T08:00:00.000+08:00, 2026/5/1 8:00, 20260501T080000Z, 20260501080000, 01.05.2026 08:00:00. Month, day, year with slashes is
/// not read here: it cannot be told from day, month, year.
/// </remarks>
public sealed class TimeScanner(string text)
{
    private const int MostOffsetHours = 14;

    private int _at;

    /// <summary>20260501080000: nothing stands between date and time.</summary>
    private bool _isRunTogether;

    private ReadOnlySpan<char> Rest => text.AsSpan(_at);

    public static bool TryRead(string text, out WrittenTime time) => new TimeScanner(text.Trim()).TryReadDateAndTime(out time);

    private bool TryReadDateAndTime(out WrittenTime time)
    {
        time = default;
        if (!TryReadDate(out int year, out int month, out int day) || !TrySkipBetween()
            || !TryReadClock(out TimeSpan clock) || !TryReadOffset(out TimeSpan? offset))
        {
            return false;
        }

        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        time = new WrittenTime(new DateTime(year, month, day).Add(clock), offset);
        return true;
    }

    private bool TryReadDate(out int year, out int month, out int day)
    {
        (year, month, day) = (0, 0, 0);
        int first = Digits();
        if (first is 8 or 12 or 14)
        {
            _isRunTogether = first > 8;
            return TryNumber(4, out year) && TryNumber(2, out month) && TryNumber(2, out day);
        }

        if (first == 4)
        {
            return TryNumber(4, out year) && TryDateMark(out char mark) && TryNumber(Digits(), out month)
                && TrySkip(mark) && TryNumber(Digits(), out day);
        }

        return first is 1 or 2 && TryNumber(first, out day) && TrySkip('.') && TryNumber(Digits(), out month)
            && TrySkip('.') && Digits() == 4 && TryNumber(4, out year);
    }

    private bool TryDateMark(out char mark)
    {
        mark = Rest.IsEmpty ? '\0' : Rest[0];
        return mark is '-' or '/' or '.' && TrySkip(mark);
    }

    private bool TrySkipBetween()
    {
        int before = _at;
        _at += Rest.Length - Rest.TrimStart(" \u00a0,").Length;
        if (!Rest.IsEmpty && Rest[0] is 'T' or 't')
        {
            _at += 1;
        }

        return _isRunTogether || _at > before;
    }

    /// <summary>HH:mm, HH:mm:ss, HH:mm:ss.fff with more digits cut off, or the compact HHmm and HHmmss.</summary>
    private bool TryReadClock(out TimeSpan clock)
    {
        clock = default;
        int digits = Digits();
        bool isCompact = digits is 4 or 6;
        int minute = 0;
        int second = 0;
        if (!TryNumber(isCompact ? 2 : digits, out int hour) || !(isCompact || TrySkip(':')) || !TryNumber(2, out minute))
        {
            return false;
        }

        long fraction = 0;
        if ((digits == 6 || TrySkip(':')) && !(TryNumber(2, out second) && TryReadFraction(out fraction)))
        {
            return false;
        }

        bool isMidnightAtEnd = hour == 24 && minute == 0 && second == 0 && fraction == 0;
        clock = new TimeSpan(0, hour, minute, second).Add(TimeSpan.FromMilliseconds(fraction));
        return (hour < 24 || isMidnightAtEnd) && minute < 60 && second < 60;
    }

    private bool TryReadFraction(out long milliseconds)
    {
        milliseconds = 0;
        if (Rest.IsEmpty || Rest[0] is not ('.' or ','))
        {
            return true;
        }

        _at += 1;
        int digits = Digits();
        for (int place = 0; place < 3; place++)
        {
            milliseconds = (milliseconds * 10) + (place < digits ? Rest[place] - '0' : 0);
        }

        _at += digits;
        return digits > 0;
    }

    /// <summary>Nothing, Z, UTC, GMT, +08:00, +0800 or +08; nothing else may follow.</summary>
    private bool TryReadOffset(out TimeSpan? offset)
    {
        offset = null;
        _at += Rest.Length - Rest.TrimStart().Length;
        if (Rest.IsEmpty)
        {
            return true;
        }

        if (Rest is "Z" or "z" || Rest.Equals("UTC", StringComparison.OrdinalIgnoreCase)
            || Rest.Equals("GMT", StringComparison.OrdinalIgnoreCase))
        {
            offset = TimeSpan.Zero;
            return true;
        }

        char sign = Rest[0];
        if (sign is not ('+' or '-' or '\u2212'))
        {
            return false;
        }

        _at += 1;
        int digits = Digits();
        int minutes = 0;
        if (digits is not (1 or 2 or 4) || !TryNumber(Math.Min(digits, 2), out int hours)
            || ((digits == 4 || TrySkip(':')) && !TryNumber(2, out minutes)))
        {
            return false;
        }

        TimeSpan size = new(hours, minutes, 0);
        offset = sign == '+' ? size : -size;
        return Rest.IsEmpty && minutes < 60 && size <= TimeSpan.FromHours(MostOffsetHours);
    }

    private int Digits()
    {
        int end = Rest.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? Rest.Length : end;
    }

    private bool TryNumber(int digits, out int number)
    {
        number = 0;
        if (digits is < 1 or > 4 || Rest.Length < digits)
        {
            return false;
        }

        foreach (char digit in Rest[..digits])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (number * 10) + (digit - '0');
        }

        _at += digits;
        return true;
    }

    private bool TrySkip(char expected)
    {
        if (Rest.IsEmpty || Rest[0] != expected)
        {
            return false;
        }

        _at += 1;
        return true;
    }
}
