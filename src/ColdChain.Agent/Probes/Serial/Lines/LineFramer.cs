using System.Text;

namespace ColdChain.Agent.Probes.Serial.Lines;

/// <summary>Cuts bytes into lines. Keeps at most one line of at most <see cref="LongestLine"/> bytes; pure but for that.</summary>
/// <remarks>
/// A line counts only when its beginning was heard: what comes after the port was opened, after a line that was too long
/// and after a pause in the middle of a line is passed over up to the next end. "121.1" whose first digits were lost
/// would be a good "21.1" otherwise.
/// </remarks>
/// <param name="ends">The characters that end a line.</param>
/// <param name="beginsWhole">The device speaks only when it was asked, so that the first byte is the first of a line.</param>
public sealed class LineFramer(string ends, bool beginsWhole)
{
    public const int LongestLine = 512;

    private readonly byte[] _line = new byte[LongestLine];
    private int _filled;
    private bool _isPassing = !beginsWhole;

    /// <summary>The lines that are whole now, without their ends. One byte is one character, so that noise stays visible.</summary>
    public IReadOnlyList<string> Feed(ReadOnlySpan<byte> bytes)
    {
        List<string> lines = [];
        foreach (byte one in bytes)
        {
            if (ends.Contains((char)one, StringComparison.Ordinal))
            {
                if (!_isPassing && _filled > 0)
                {
                    lines.Add(Encoding.Latin1.GetString(_line, 0, _filled));
                }

                _filled = 0;
                _isPassing = false;
            }
            else if (!_isPassing)
            {
                _isPassing = _filled == LongestLine;
                _filled = _isPassing ? 0 : _filled;
                if (!_isPassing)
                {
                    _line[_filled++] = one;
                }
            }
        }

        return lines;
    }

    /// <summary>Nothing came for a while: a line that was begun is cut, and its end is of no use any more.</summary>
    public void Paused()
    {
        _isPassing |= _filled > 0;
        _filled = 0;
    }

    /// <summary>The device was asked: what comes now begins a line.</summary>
    public void Asked()
    {
        _filled = 0;
        _isPassing = false;
    }
}
