namespace FirmwareSim.Paperwork;

/// <summary>What one facility has of one product: lots in the order in which they expire, since they are used in that order.</summary>
internal sealed class Shelf
{
    private readonly List<(PaperLot Lot, int Doses)> _lots = [];

    public int Doses => _lots.Sum(entry => entry.Doses);

    public void Put(PaperLot lot, int doses)
    {
        int at = _lots.FindIndex(entry => entry.Lot == lot);
        if (at >= 0)
        {
            _lots[at] = (lot, _lots[at].Doses + doses);
            return;
        }

        int behind = _lots.FindIndex(entry => entry.Lot.Expiry > lot.Expiry);
        _lots.Insert(behind < 0 ? _lots.Count : behind, (lot, doses));
    }

    /// <summary>Takes at most so many doses that may be used that day, first expiry first.</summary>
    public IReadOnlyList<(PaperLot Lot, int Doses)> Take(int doses, DateOnly day)
    {
        List<(PaperLot Lot, int Doses)> taken = [];
        for (int index = 0; index < _lots.Count && doses > 0; index++)
        {
            (PaperLot lot, int held) = _lots[index];
            int some = lot.Expiry < day ? 0 : Math.Min(held, doses);
            if (some > 0)
            {
                taken.Add((lot, some));
                _lots[index] = (lot, held - some);
                doses -= some;
            }
        }

        _lots.RemoveAll(entry => entry.Doses == 0);
        return taken;
    }

    /// <summary>Each lot with what is left of it.</summary>
    public IReadOnlyList<(PaperLot Lot, int Doses)> Lots => [.. _lots];
}
