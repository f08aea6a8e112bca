namespace ColdChain.Agent.Probes.Serial.Modbus;

/// <summary>Finds the answer to a question in whatever came over the bus. Pure, allocates nothing, throws nothing.</summary>
/// <remarks>
/// <code>
/// answer     slave  function        count of bytes  registers ...  crc low  crc high
/// exception  slave  function | 80h  code                           crc low  crc high
/// </code>
/// A bus carries more than answers: the echo of our own question, another slave's late answer, a transmitter that reports
/// by itself in ASCII, and noise. So the answer is looked for at every offset, and counts only with the slave, the
/// function, the length that the question asks for, and a CRC that fits; everything around it is passed over.
/// </remarks>
public static class ModbusAnswer
{
    private const byte ExceptionMark = 0x80;
    private const int ExceptionLength = 5;

    /// <summary>The longest answer frame there is: 125 registers.</summary>
    private const int LongestFrame = 255;

    public static ModbusScan Scan(ReadOnlySpan<byte> bytes, in ModbusRequest question)
    {
        for (int at = 0; at + ExceptionLength <= bytes.Length; at++)
        {
            ReadOnlySpan<byte> rest = bytes[at..];
            if (rest[0] != question.Slave)
            {
                continue;
            }

            if (rest[1] == question.Function && rest[2] == 2 * question.Count
                && rest.Length >= question.AnswerLength && ModbusCrc.Fits(rest[..question.AnswerLength]))
            {
                return new ModbusScan(ModbusScanKind.Answer, at + 3, 2 * question.Count, 0);
            }

            if (rest[1] == (question.Function | ExceptionMark) && ModbusCrc.Fits(rest[..ExceptionLength]))
            {
                return new ModbusScan(ModbusScanKind.Exception, 0, 0, rest[2]);
            }
        }

        return default;
    }

    /// <summary>Says what was wrong with bytes in which no answer was found when the time was over.</summary>
    public static ModbusFault Explain(ReadOnlySpan<byte> bytes, in ModbusRequest question)
    {
        if (bytes.IsEmpty)
        {
            return ModbusFault.NoAnswer;
        }

        bool wrongChecksum = false;
        bool partial = false;
        bool other = false;
        for (int at = 0; at < bytes.Length; at++)
        {
            ReadOnlySpan<byte> rest = bytes[at..];
            other |= IsSoundFrame(rest);
            if (BeginsLikeAnswer(rest, question))
            {
                wrongChecksum |= rest.Length >= question.AnswerLength;
                partial |= rest.Length < question.AnswerLength;
            }
        }

        return wrongChecksum ? ModbusFault.WrongChecksum
            : other ? ModbusFault.OtherSlave
            : partial ? ModbusFault.PartialFrame
            : ModbusFault.Noise;
    }

    private static bool BeginsLikeAnswer(ReadOnlySpan<byte> rest, in ModbusRequest question) =>
        rest[0] == question.Slave
        && (rest.Length < 2 || rest[1] == question.Function)
        && (rest.Length < 3 || rest[2] == 2 * question.Count);

    /// <summary>An answer to a read, an exception or a question, of any slave, with a CRC that fits.</summary>
    private static bool IsSoundFrame(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < ExceptionLength)
        {
            return false;
        }

        int answer = 5 + rest[2];
        return ModbusCrc.Fits(rest[..ExceptionLength])
            || (rest.Length >= ModbusRequest.FrameLength && ModbusCrc.Fits(rest[..ModbusRequest.FrameLength]))
            || (answer <= LongestFrame && rest.Length >= answer && ModbusCrc.Fits(rest[..answer]));
    }
}
