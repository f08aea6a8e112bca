using System.Buffers.Binary;
using System.Globalization;
using ColdChain.Agent.Probes.Serial.Modbus;

namespace ColdChain.Agent.Decoding;

/// <summary>Why a question or its answer cannot be a temperature's, in words.</summary>
internal static class ExchangeCheck
{
    private const byte ExceptionMark = 0x80;

    /// <summary>Everything that is wrong with a question; none for a question for registers.</summary>
    public static IEnumerable<string> Request(byte[] frame)
    {
        if (frame.Length < 4)
        {
            yield return Text($"is {frame.Length} bytes long: a question has {ModbusRequest.FrameLength}");
            yield break;
        }

        if (!ModbusCrc.Fits(frame))
        {
            yield return WrongCrc(frame);
        }

        if (frame[0] is 0 or > 247)
        {
            yield return frame[0] == 0 ? "is a broadcast (slave 0): nobody answers one" : Text($"is to slave {frame[0]}: 1 to 247 are allowed");
        }

        if (frame[1] is not (3 or 4))
        {
            yield return Text($"is not a question for a temperature: function {frame[1]} {Function(frame[1])}");
        }
        else if (frame.Length != ModbusRequest.FrameLength)
        {
            yield return Text($"is {frame.Length} bytes long: a question for registers has {ModbusRequest.FrameLength}");
        }
        else if (Question(frame).Count is 0 or > 125)
        {
            yield return Text($"asks for {Question(frame).Count} registers: 1 to 125 are allowed");
        }
    }

    public static ModbusRequest Question(byte[] frame) => new(
        frame[0],
        frame[1],
        BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(2)),
        BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(4)));

    /// <summary>Why bytes in which no answer was found are none.</summary>
    public static string Response(byte[] bytes, ModbusRequest question)
    {
        if (bytes.Length < 5)
        {
            return bytes.Length == 0 ? "is empty: the slave did not answer" : Text($"is {bytes.Length} bytes long: too short for an answer");
        }

        if (!ModbusCrc.Fits(bytes))
        {
            return bytes.Length < question.AnswerLength && bytes[0] == question.Slave && bytes[1] == question.Function
                ? Text($"breaks off: {bytes.Length} bytes of {question.AnswerLength}")
                : WrongCrc(bytes);
        }

        return (bytes[0] == question.Slave, bytes[1] & ~ExceptionMark) switch
        {
            (false, _) => Text($"is of slave {bytes[0]}, asked was slave {question.Slave}"),
            (true, int function) when function != question.Function =>
                Text($"is not a temperature answer: function {function} {Function((byte)function)}, asked was function {question.Function}"),
            _ => Text($"holds {bytes[2] / 2} registers, asked were {question.Count}"),
        };
    }

    private static string Function(byte function) => function switch
    {
        1 or 2 => "reads coils or inputs",
        3 or 4 => "reads registers",
        5 or 6 or 15 or 16 => "writes",
        _ => "does not read registers",
    };

    private static string WrongCrc(byte[] frame)
    {
        ushort right = ModbusCrc.Of(frame.AsSpan(0, frame.Length - 2));
        return Text($"has a wrong CRC: {frame[^2]:X2} {frame[^1]:X2}, of these bytes it is {right & 0xFF:X2} {right >> 8:X2}");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
