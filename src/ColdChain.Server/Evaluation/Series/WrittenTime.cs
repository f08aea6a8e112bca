namespace ColdChain.Server.Evaluation.Series;

/// <summary>A time as a file has it: what the clock showed, and its offset from UTC where the file says so.</summary>
internal readonly record struct WrittenTime(DateTime Shown, TimeSpan? Offset);
