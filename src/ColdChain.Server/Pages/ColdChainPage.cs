using System.Globalization;
using ColdChain.Core.Time;
using ColdChain.Server.People;
using Microsoft.AspNetCore.Components;

namespace ColdChain.Server.Pages;

/// <summary>What every page and component has at hand: the reader, their language, their local time.</summary>
public abstract class ColdChainPage : ComponentBase
{
    private bool _isInitialized;

    [Inject]
    public required CurrentPerson Person { get; set; }

    [Inject]
    public required CurrentLanguage Language { get; set; }

    [Inject]
    public required TimeProvider Clock { get; set; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    /// <summary>Rendered once, when what it shows has been read.</summary>
    /// <remarks>
    /// The framework would render it before, while the database is still asked, for browsers that take changes; ours get
    /// whole pages. (On SQLite nobody noticed: it answers without waiting.)
    /// </remarks>
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        if (!_isInitialized)
        {
            _isInitialized = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }

    protected Instant Now => Clock.GetCurrentInstant();

    /// <summary>Every text that a person sees goes through here, in both languages side by side.</summary>
    protected string Say(string chinese, string english) => Language.Say(chinese, english);

    /// <summary>Date and time to the minute in the zone of the reader's facility.</summary>
    protected string Show(Instant moment) => Local(moment).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Time of day to the minute in the zone of the reader's facility.</summary>
    protected string ShowTime(Instant moment) => Local(moment).ToString("HH:mm", CultureInfo.InvariantCulture);

    protected DateTimeOffset Local(Instant moment) => TimeZoneInfo.ConvertTime(moment.ToDateTimeOffset(), Person.TimeZone);
}
