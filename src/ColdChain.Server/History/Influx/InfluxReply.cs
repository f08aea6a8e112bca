using System.Text.Json;

namespace ColdChain.Server.History.Influx;

/// <summary>
/// Reads the answer to a query as it comes: one JSON document after the other, each
/// <c>{"results":[{"series":[{"columns":[…],"values":[[time,v,f,s,j],…]}],"partial":true}]}</c>.
/// </summary>
/// <remarks>
/// Values are whole numbers or null; anything else is no answer to what was asked. An answer is whole when its last document
/// is complete and does not say that more follows. Memory is that of the longest single token, which the feeder bounds.
/// </remarks>
internal sealed class InfluxReply(IInfluxRows rows, int mostRows)
{
    // How deep in a document its parts stand.
    private const int DepthOfRoot = 1;
    private const int DepthOfResult = 3;
    private const int DepthOfSeries = 5;
    private const int DepthOfRows = 6;
    private const int DepthOfValues = 7;

    private readonly long?[] _row = new long?[LineProtocol.Fields.Count + 1];
    private JsonReaderState _state = new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 16 });
    private Member _ofResult;
    private Member _ofSeries;
    private int _column;
    private int _taken;
    private bool _saysMoreFollows;
    private bool _isWhole;

    /// <summary>The members that mean something here.</summary>
    private enum Member
    {
        Other,
        Error,
        Partial,
        Values,
    }

    /// <summary>What is wrong, once something is; nothing more is read then.</summary>
    public string? Fault { get; private set; }

    /// <summary>InfluxDB's own words when it answers with an error instead of rows.</summary>
    public string? Error { get; private set; }

    /// <summary>Of an answer that has ended: what is wrong with it, or null.</summary>
    public string? FaultAtEnd => Fault ?? (_isWhole || Error is not null ? null : "the answer ended early");

    /// <summary>Nothing more is read; the first fault stands.</summary>
    public void Refuse(string fault) => Fault ??= fault;

    /// <summary>Reads as many whole tokens as there are; the rest is to come again with what follows it.</summary>
    /// <returns>Bytes used.</returns>
    public int Feed(ReadOnlySpan<byte> bytes, bool isLast)
    {
        Utf8JsonReader json = new(bytes, isLast, _state);
        try
        {
            while (Fault is null && json.Read())
            {
                Take(ref json);
            }
        }
        catch (JsonException fault)
        {
            Fault = $"the answer is not JSON: {fault.Message}";
        }

        _state = json.CurrentState;
        return (int)json.BytesConsumed;
    }

    private void Take(ref Utf8JsonReader json)
    {
        int depth = json.CurrentDepth;
        switch (json.TokenType)
        {
            case JsonTokenType.PropertyName when depth is DepthOfRoot or DepthOfResult:
                _ofResult = MemberOf(ref json);
                break;
            case JsonTokenType.PropertyName when depth == DepthOfSeries:
                _ofSeries = MemberOf(ref json);
                break;
            case JsonTokenType.StartObject when depth == 0:
                _isWhole = false;
                _saysMoreFollows = false;
                break;
            case JsonTokenType.EndObject when depth == 0:
                _isWhole = !_saysMoreFollows;
                break;
            case JsonTokenType.True when depth == DepthOfResult && _ofResult == Member.Partial:
                _saysMoreFollows = true;
                break;
            case JsonTokenType.String when depth is DepthOfRoot or DepthOfResult && _ofResult == Member.Error:
                Error = json.GetString();
                break;
            default:
                if (_ofSeries == Member.Values && depth >= DepthOfRows)
                {
                    TakeOfRows(ref json, depth);
                }

                break;
        }
    }

    private void TakeOfRows(ref Utf8JsonReader json, int depth)
    {
        if (depth == DepthOfRows && json.TokenType == JsonTokenType.StartArray)
        {
            _column = 0;
        }
        else if (depth == DepthOfRows && json.TokenType == JsonTokenType.EndArray)
        {
            TakeRow();
        }
        else if (depth == DepthOfValues && _column < _row.Length && TryGetNumber(ref json, out long? value))
        {
            _row[_column++] = value;
        }
        else
        {
            Fault = "the answer has something else than rows of whole numbers";
        }
    }

    private void TakeRow()
    {
        if (_column != _row.Length || _row[0] is not { } at)
        {
            Fault = $"the answer has a row of {_column} values; {_row.Length} were asked for";
        }
        else if (_taken == mostRows)
        {
            Fault = $"the answer has more than the {mostRows} rows that there can be";
        }
        else
        {
            _taken++;
            rows.Add(at, _row.AsSpan(1));
        }
    }

    private static bool TryGetNumber(ref Utf8JsonReader json, out long? value)
    {
        value = null;
        if (json.TokenType == JsonTokenType.Null)
        {
            return true;
        }

        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out long number))
        {
            value = number;
            return true;
        }

        return false;
    }

    private static Member MemberOf(ref Utf8JsonReader json) =>
        json.ValueTextEquals("values"u8) ? Member.Values
        : json.ValueTextEquals("error"u8) ? Member.Error
        : json.ValueTextEquals("partial"u8) ? Member.Partial
        : Member.Other;
}
