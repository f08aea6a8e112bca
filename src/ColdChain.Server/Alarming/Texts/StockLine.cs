namespace ColdChain.Server.Alarming.Texts;

/// <summary>One lot inside a storage unit, as a message and a page name it.</summary>
public sealed record StockLine(long LotId, string NameZh, string NameEn, string LotNumber, long Doses, bool IsFreezeSensitive);
