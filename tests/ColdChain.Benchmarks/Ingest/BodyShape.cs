namespace ColdChain.Benchmarks.Ingest;

/// <summary>How a batch is written (docs/protocols/wire.md).</summary>
public enum BodyShape
{
    Rows,
    Columns,
    RowsGzip,

    /// <summary>What an agent sends that has heard that the server takes columns.</summary>
    ColumnsGzip,
}
