using System.Globalization;

using ColdChain.Core.Time;
using ColdChain.Core.Wire;
using ColdChain.Server.Equipment;
using ColdChain.Server.History;

using Microsoft.AspNetCore.Http.Features;

namespace ColdChain.Server.Ingest;

/// <summary><c>POST /api/v1/agents/{agentId}/batches</c>: answers 200 only once everything named in the answer is on the disk.</summary>
/// <remarks>
/// <code>
/// key? -> form of the request? -> room? -> bytes (bounded) -> batch -> admission -> history (fsync) -> 200
/// 401/403  415                     429      413, 400          400, 413               503
/// </code>
/// </remarks>
internal sealed class BatchEndpoint(
    EquipmentDirectory directory, IReadingHistory history, IngestDesk desk, TimeProvider clock, ILogger<BatchEndpoint> log)
{
    /// <summary>Seconds after which another request of this agent will find room.</summary>
    private const int RetryWhenBusy = 2;

    /// <summary>Seconds after which to try a disk again that failed: somebody has to see to it first.</summary>
    private const int RetryWhenDiskFailed = 30;

    public async Task<IResult> AnswerAsync(string agentId, HttpContext http)
    {
        EquipmentPlan plan = await directory.PlanAsync(http.RequestAborted);
        (RegisteredAgent? agent, int status, string? refusal) =
            AgentDoor.Open(plan, agentId, http.Request.Headers.Authorization, clock.GetCurrentInstant());
        if (agent is null)
        {
            return Refuse(http, status, refusal!);
        }

        if (!desk.InFlight.TryEnter(agent.Id))
        {
            return Refuse(http, StatusCodes.Status429TooManyRequests, "One request in flight in each lane.", RetryWhenBusy);
        }

        try
        {
            string encoding = http.Request.Headers.ContentEncoding.ToString();
            return http.Request.HasJsonContentType() && encoding is ("" or "identity" or "gzip")
                ? await AnswerInTurnAsync(http, plan, agent, encoding == "gzip")
                : Refuse(http, StatusCodes.Status415UnsupportedMediaType, "Send application/json, plain or with Content-Encoding: gzip.");
        }
        finally
        {
            desk.InFlight.Leave(agent.Id);
        }
    }

    private async Task<IResult> AnswerInTurnAsync(HttpContext http, EquipmentPlan plan, RegisteredAgent agent, bool isGzip)
    {
        (bool isBacklog, long bytes) = RequestCost.Of(http.Request, isGzip);
        bool isIn = (desk.Gate.MayTry(agent.Id, isBacklog) && await desk.Gate.EnterAsync(isBacklog, bytes, http.RequestAborted))
            || (await desk.Gate.HoldUpAsync(agent.Id, isBacklog, http.RequestAborted) && await desk.Gate.EnterAsync(isBacklog, bytes, http.RequestAborted));
        if (!isIn)
        {
            desk.Metrics.Answered(isBacklog ? ReadingBatch.BacklogLane : ReadingBatch.LiveLane, StatusCodes.Status429TooManyRequests);
            return new ComeBackResult(desk.Gate.ComeBackAfter(agent.Id, isBacklog));
        }

        try
        {
            return await AnswerAsync(http, plan, agent, isGzip);
        }
        finally
        {
            desk.Gate.Leave(isBacklog, bytes);
        }
    }

    private async Task<IResult> AnswerAsync(HttpContext http, EquipmentPlan plan, RegisteredAgent agent, bool isGzip)
    {
        ArraySegment<byte>? body;
        try
        {
            LimitBody(http);
            body = await BodyReading.ReadAsync(http.Request.Body, isGzip, http.RequestAborted);
        }
        catch (InvalidDataException fault)
        {
            return Refuse(http, StatusCodes.Status400BadRequest, $"The body is not gzip: {fault.Message}");
        }
        catch (BadHttpRequestException fault)
        {
            return Refuse(http, fault.StatusCode, fault.Message);
        }

        if (body is not { } bytes)
        {
            return Refuse(http, StatusCodes.Status413PayloadTooLarge, $"A batch has at most {BodyReading.MostBytes} bytes, unpacked.");
        }

        BatchDecoding decoding = BatchDecoder.Decode(bytes);
        BodyReading.Return(bytes);
        return decoding switch
        {
            BatchDecoding.Decoded decoded => await StoreAsync(http, plan, agent, decoded),
            BatchDecoding.TooMany many => Refuse(
                http,
                StatusCodes.Status413PayloadTooLarge,
                $"{many.Entries} entries; a batch has at most {ReadingBatch.MostEntries}."),
            BatchDecoding.Malformed malformed => Refuse(http, StatusCodes.Status400BadRequest, malformed.Reason),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<IResult> StoreAsync(
        HttpContext http, EquipmentPlan plan, RegisteredAgent agent, BatchDecoding.Decoded decoded)
    {
        Instant now = clock.GetCurrentInstant();
        Admission admission = Admission.Of(decoded.Batch, decoded.Journal, agent, plan, now);
        WireEvent? noticed = desk.Clocks.Notice(agent.Id, decoded.Batch.AgentTime, now);
        Arrival arrival = noticed is null ? admission.Arrival : admission.Arrival with { Noticed = [noticed] };
        switch (await history.AppendAsync(arrival, http.RequestAborted))
        {
            case ArrivalOutcome.Durable durable:
                desk.Metrics.Stored(durable, decoded.Batch.Events.Count);
                desk.Metrics.Answered(decoded.Batch.Lane, StatusCodes.Status200OK);
                Tell(agent, admission, durable);
                if (decoded.Batch.Health is { } health)
                {
                    await desk.Reports.KeepAsync(agent.Id, health, now, http.RequestAborted);
                }

                BatchReply reply = new()
                {
                    Accepted = admission.Accepted,
                    Rejected = admission.Rejected,
                    ServerTime = clock.GetCurrentInstant().UnixMilliseconds,
                    Root = desk.Roots.For(agent.Id),
                };
                http.Response.Headers[ReadingBatch.TakesHeader] = ReadingBatch.TakesColumns;
                return Results.Json(reply, WireJson.Default.BatchReply);
            case ArrivalOutcome.Busy:
                int again = desk.Gate.ComeBackWhenFull(agent.Id, decoded.Batch.Lane == ReadingBatch.BacklogLane);
                return Refuse(http, StatusCodes.Status503ServiceUnavailable, "Too much waits for the disk.", again);
            case ArrivalOutcome.DiskFailed failed:
                log.LogError("A batch of {Agent} could not be stored: {Reason}", agent.Id, failed.Reason);
                return Refuse(
                    http, StatusCodes.Status503ServiceUnavailable, "The server's disk cannot be written.", RetryWhenDiskFailed);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private void Tell(RegisteredAgent agent, Admission admission, ArrivalOutcome.Durable durable)
    {
        if (durable.Refused > 0)
        {
            log.LogWarning(
                "{Count} readings of {Agent} went to quarantine: {Reason}",
                durable.Refused, agent.Id, admission.Rejected[0].Reason);
        }

        if (durable.SequencesUsedAgain > 0)
        {
            log.LogWarning(
                "{Agent} used {Count} sequences of journal {Journal} again for other readings: was its buffer set back to a copy?",
                agent.Id, durable.SequencesUsedAgain, admission.Arrival.Journal);
        }
    }

    private static void LimitBody(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = BodyReading.MostBytesAsSent;
        }
    }

    private IResult Refuse(HttpContext http, int status, string detail, int? retryAfterSeconds = null)
    {
        desk.Metrics.Answered("unknown", status);
        if (retryAfterSeconds is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return Results.Problem(detail, statusCode: status);
    }
}
