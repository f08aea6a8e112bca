using System.Collections;

namespace ColdChain.Server.Equipment.Registering;

/// <summary>Collects what is known of a record in the words of its form; what is null is left out.</summary>
internal sealed class CellList : IEnumerable<KeyValuePair<EquipmentColumn, string>>
{
    private readonly Dictionary<EquipmentColumn, string> _cells = [];

    public IReadOnlyDictionary<EquipmentColumn, string> Cells => _cells;

    public void Add(EquipmentColumn column, string? text)
    {
        if (text is not null)
        {
            _cells[column] = text;
        }
    }

    public IEnumerator<KeyValuePair<EquipmentColumn, string>> GetEnumerator() => _cells.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
