namespace FirmwareSim.Lines;

/// <summary>The thermometers of lines that can be played (docs/devices/ascii-lines.md).</summary>
internal enum LineForm
{
    /// <summary>H-Tronic TSM 125: five characters and CR LF, by itself.</summary>
    Tsm125,

    /// <summary>PCsensor TEMPerX232: answers ReadTemp.</summary>
    Temperx232,
}
