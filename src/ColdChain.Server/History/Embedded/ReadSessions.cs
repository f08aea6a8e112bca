using System.Collections.Concurrent;

namespace ColdChain.Server.History.Embedded;

/// <summary>Connections that read, kept for the next reader: making one costs more than most reads.</summary>
internal sealed class ReadSessions(HistoryFile file) : IDisposable
{
    private readonly ConcurrentBag<ReadSession> _idle = [];

    /// <summary>As of one commit. A session that failed is not kept.</summary>
    public T Read<T>(Func<ReadSession, T> read)
    {
        ReadSession session = _idle.TryTake(out ReadSession? idle) ? idle : new ReadSession(file);
        bool isWell = false;
        try
        {
            session.Begin();
            T result = read(session);
            session.End();
            isWell = true;
            return result;
        }
        finally
        {
            if (isWell)
            {
                _idle.Add(session);
            }
            else
            {
                session.Dispose();
            }
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out ReadSession? session))
        {
            session.Dispose();
        }
    }
}
