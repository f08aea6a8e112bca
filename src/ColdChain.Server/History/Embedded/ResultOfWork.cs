namespace ColdChain.Server.History.Embedded;

/// <summary>A <see cref="HistoryWork"/> that tells its result to one waiting caller.</summary>
internal sealed class ResultOfWork<T>(Func<WriteSession, T> apply) : HistoryWork
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Apply(WriteSession session) => _result = apply(session);

    public override void Succeed() => _completion.SetResult(_result!);

    /// <summary>The first failure is the one that is told: a part that failed alone may see its transaction fail as well.</summary>
    public override void Fail(Exception fault) => _completion.TrySetException(fault);
}
