using ColdChain.Core.LoggerFiles.Written;
using ColdChain.Core.Time;

namespace ColdChain.Server.Evaluation.Series;

/// <summary>A row of which time and value could be read.</summary>
internal readonly record struct SeriesEntry(int Line, Instant At, WrittenValue Value);
