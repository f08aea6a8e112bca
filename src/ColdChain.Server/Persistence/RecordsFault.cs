using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Persistence;

/// <summary>Tells what a database says (away, full, busy) from a mistake of ours, for whoever works on by itself and tries again.</summary>
public static class RecordsFault
{
    public static bool Is(Exception fault) => fault is DbException or DbUpdateException || RecordsAway.Is(fault);
}
