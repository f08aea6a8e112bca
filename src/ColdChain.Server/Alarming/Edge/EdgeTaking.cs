using ColdChain.Core.Alarms;
using ColdChain.Server.Audit;
using ColdChain.Server.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ColdChain.Server.Alarming.Edge;

/// <summary>Where it is configured so: an alarm that somebody took at the clinic is taken here too, from that moment on.</summary>
public sealed class EdgeTaking(RecordsDbContext records, EdgeAnswers answers, CurrentActor actor, AlarmingOptions options)
{
    /// <summary>False when nothing had to be done.</summary>
    public async Task<bool> TakeAnsweredAsync(CancellationToken cancellationToken)
    {
        bool isAny = false;
        List<Alarm> waiting = await records.Set<Alarm>()
            .Where(alarm => alarm.Stage == AlarmStage.Raised || alarm.Stage == AlarmStage.Resumed)
            .ToListAsync(cancellationToken);
        foreach (Alarm alarm in waiting)
        {
            EdgeMoment? answer = (await answers.OfAsync(alarm, cancellationToken))
                .LastOrDefault(moment => moment.Kind == EdgeMomentKind.Acknowledged);
            if (answer is null || answer.At <= alarm.TakenAt || string.IsNullOrWhiteSpace(answer.By))
            {
                continue;
            }

            // The pause counts from when it was taken there: an answer of hours ago gives nobody half an hour more.
            if (alarm.State.TryTake(answer.By, answer.At, options.Times, out AlarmState taken) == TakeOutcome.Taken)
            {
                actor.Name = $"edge:{answer.By}";
                alarm.Become(taken, taken.PausedUntil);
                alarm.TakenByContactId = null;
                isAny = true;

                // One by one: the line on the trail bears the name of whoever the scope acts for.
                await records.SaveChangesAsync(cancellationToken);
            }
        }

        return isAny;
    }
}
