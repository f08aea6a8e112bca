namespace FirmwareSim.Paperwork;

/// <summary>The shelves of the whole county.</summary>
internal sealed class Stores
{
    private readonly Dictionary<(string Place, string Product), Shelf> _shelves = [];

    public Shelf Of(PaperPlace place, PaperProduct product)
    {
        if (!_shelves.TryGetValue((place.Id, product.Name), out Shelf? shelf))
        {
            shelf = new Shelf();
            _shelves.Add((place.Id, product.Name), shelf);
        }

        return shelf;
    }
}
