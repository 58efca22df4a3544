using System.Net.Sockets;

namespace CpdCourse.Linking.Fetching;

/// <summary>The only way out of this server: asks strangers' servers within the limits of <see cref="OutboundOptions"/>, never the network we stand in.</summary>
public sealed class SafeFetcher : IDisposable
{
    private const int ReplyBytes = 64 * 1024;
    private const int MaxValidator = 500;
    private static readonly Task<byte[]> NoBody = Task.FromResult(Array.Empty<byte>());

    private static readonly FetchWish Reply = new([
        "text/xml",
        "application/xml",
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/json",
    ]);

    private readonly OutboundOptions options;
    private readonly FetchTargets targets;
    private readonly HostTurns turns = new();
    private readonly HttpClient client;
    private readonly FetchRates? rates;
    private readonly Action<Uri>? refused;

    /// <summary>Throws ArgumentException with the sentences of <see cref="OutboundOptions.Validate"/> when a setting is wrong.</summary>
    /// <param name="options">The limits.</param>
    /// <param name="hosts">Finds addresses.</param>
    /// <param name="rates">How often a host may be asked, redirects included; as often as anybody wishes when null.</param>
    /// <param name="refused">Told of each address that we may not ask, for those who look after the site.</param>
    public SafeFetcher(
        OutboundOptions options,
        IResolveHosts hosts,
        FetchRates? rates = null,
        Action<Uri>? refused = null
    )
    {
        this.rates = rates;
        this.refused = refused;
        var wrong = options.Validate();
        if (wrong.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', wrong), nameof(options));
        }

        this.options = options;
        var rules = new AddressRules(options.AllowPrivateNetworks);
        targets = new FetchTargets(options, rules, hosts);
#pragma warning disable RS0030 // This is the one HttpClient of the product: every other constructor call is banned.
        client = new HttpClient(SafeConnection.Handler(options, rules), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
#pragma warning restore RS0030
    }

    /// <summary>Gets a page, following up to Outbound:MaxRedirects redirects, each checked like the first address. Throws only when <paramref name="stop"/> is cancelled.</summary>
    /// <param name="url">Its address.</param>
    /// <param name="wish">What of it can be read.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="isFollowUp">Whether it comes in the middle of something, like a redirect, and is worth waiting a moment for its host's turn.</param>
    public Task<FetchResult> Get(
        Uri url,
        FetchWish wish,
        CancellationToken stop,
        bool isFollowUp = false
    ) => InTurn(url, isFollowUp, options.Total, budget => Follow(url, wish, budget), stop);

    /// <summary>Sends a body once; an answer that redirects is handed back, not followed. Throws only when <paramref name="stop"/> is cancelled.</summary>
    /// <param name="url">Where to.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="stop">Cancels.</param>
    /// <param name="isFollowUp">As for <see cref="Get"/>.</param>
    public Task<FetchResult> Post(
        Uri url,
        FetchMessage message,
        CancellationToken stop,
        bool isFollowUp = false
    ) =>
        InTurn(
            url,
            isFollowUp,
            message.IsCall ? options.Call : options.Total,
            budget => Send(url, message, budget),
            stop
        );

    public void Dispose()
    {
        client.Dispose();
        turns.Dispose();
    }

    private async Task<FetchResult> InTurn(
        Uri url,
        bool isFollowUp,
        TimeSpan limit,
        Func<FetchBudget, Task<Fetched>> exchange,
        CancellationToken stop
    )
    {
        var rest = FetchRates.Apart;
        var isItsTurn =
            rates is null
            || (
                isFollowUp
                    ? await rates.Take(url.IdnHost, stop)
                    : rates.TryTake(url.IdnHost, out rest)
            );
        return isItsTurn ? await Within(limit, exchange, stop) : new RateLimited(rest);
    }

    private static async Task<FetchResult> Within(
        TimeSpan limit,
        Func<FetchBudget, Task<Fetched>> exchange,
        CancellationToken stop
    )
    {
        using var budget = new FetchBudget(limit, stop);
        try
        {
            return await exchange(budget);
        }
        catch (FetchEndedException ended)
        {
            return FetchRefusal.Of(ended.Problem);
        }
        catch (Exception failed)
            when (failed
                    is OperationCanceledException
                        or HttpRequestException
                        or IOException
                        or SocketException
                        or InvalidDataException
            )
        {
            stop.ThrowIfCancellationRequested();
            var isTooLarge =
                failed is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.ConfigurationLimitExceeded
                };
            return FetchRefusal.Of(
                budget.IsSpent ? FetchProblem.TooSlow
                : isTooLarge ? FetchProblem.TooLarge
                : FetchProblem.Unreachable
            );
        }
    }

    private async Task<Fetched> Follow(Uri url, FetchWish wish, FetchBudget budget)
    {
        var hasMoved = true;
        for (var hop = 0; hop <= options.MaxRedirects; hop++)
        {
            using var question = Question(HttpMethod.Get, url, wish);
            var answer = await Ask(
                question,
                url,
                (response, stop) =>
                    response.IsSuccessStatusCode
                        ? BodyReader.Wished(response, wish, wish.MaxBytes ?? options.MaxBytes, stop)
                        : NoBody,
                budget
            );
            if (
                answer.Status is not (301 or 302 or 303 or 307 or 308)
                || answer.Headers.First("Location") is not { } location
            )
            {
                return hasMoved && hop > 0 && (answer.IsSuccess || answer.IsNotModified)
                    ? answer with
                    {
                        MovedTo = url,
                    }
                    : answer;
            }

            hasMoved &= answer.Status is 301 or 308;
            url =
                WebAddress.Resolve(url, location)
                ?? throw new FetchEndedException(FetchProblem.NotAllowed);
            if (rates is not null && !await rates.Take(url.IdnHost, budget.Token))
            {
                throw new FetchEndedException(FetchProblem.Busy);
            }
        }

        throw new FetchEndedException(FetchProblem.TooManyRedirects);
    }

    private async Task<Fetched> Send(Uri url, FetchMessage message, FetchBudget budget)
    {
        using var question = Question(HttpMethod.Post, url, Reply);
        question.Content = new ReadOnlyMemoryContent(message.Body);
        question.Content.Headers.TryAddWithoutValidation("Content-Type", message.ContentType);
        return await Ask(
            question,
            url,
            (response, stop) => BodyReader.Beginning(response, Reply, ReplyBytes, stop),
            budget
        );
    }

    private HttpRequestMessage Question(HttpMethod method, Uri url, FetchWish wish)
    {
        if (FetchTargets.Host(url) is null)
        {
            throw NotAllowed(url);
        }

        var question = new HttpRequestMessage(method, url);
        Add(question, "User-Agent", options.UserAgent);
        Add(question, "Accept", string.Join(", ", wish.MediaTypes));
        Add(question, "If-None-Match", OneLine(wish.IfNoneMatch));
        Add(question, "If-Modified-Since", OneLine(wish.IfModifiedSince));
        question.Headers.ConnectionClose = true;
        return question;
    }

    private static void Add(HttpRequestMessage question, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            question.Headers.TryAddWithoutValidation(name, value);
        }
    }

    // A stranger's server gave it to us, and we give it back to wherever that server redirects.
    private static string? OneLine(string? value) =>
        value is { Length: <= MaxValidator } && value.All(c => c is >= ' ' and <= '~')
            ? value
            : null;

    private async Task<Fetched> Ask(
        HttpRequestMessage question,
        Uri url,
        Func<HttpResponseMessage, CancellationToken, Task<byte[]>> read,
        FetchBudget budget
    )
    {
        using var turn =
            await turns.Take(FetchTargets.Host(url)!, options.Total, budget.Token)
            ?? throw new FetchEndedException(FetchProblem.Busy);
        budget.Start();
        question.Options.Set(SafeConnection.Settled, await Settle(url, budget));
        using var response = await client.SendAsync(
            question,
            HttpCompletionOption.ResponseHeadersRead,
            budget.Token
        );
        var headers = new FetchedHeaders(response);
        var body = await read(response, budget.Token);
        return new Fetched(
            url,
            (int)response.StatusCode,
            headers.First("Content-Type"),
            body,
            headers
        );
    }

    private async Task<System.Net.IPAddress[]> Settle(Uri url, FetchBudget budget)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        patience.CancelAfter(options.Connect);
        // The system's resolver does not always stop when told to.
        var addresses = await targets.Settle(url, patience.Token).WaitAsync(patience.Token);
        return addresses switch
        {
            null => throw NotAllowed(url),
            [] => throw new FetchEndedException(FetchProblem.Unreachable),
            _ => addresses,
        };
    }

    private FetchEndedException NotAllowed(Uri url)
    {
        refused?.Invoke(url);
        return new FetchEndedException(FetchProblem.NotAllowed);
    }
}
