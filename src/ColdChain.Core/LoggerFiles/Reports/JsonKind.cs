namespace ColdChain.Core.LoggerFiles.Reports;

/// <summary>What a value of a JSON text is.</summary>
internal enum JsonKind
{
    Object,
    List,
    Text,
    Number,
    Truth,
    Null,
}
