using System.Globalization;
using System.Net.Http.Headers;

namespace CpdCourse.Linking.Fetching;

/// <summary>How a request to a stranger's server ended: <see cref="Fetched"/> or <see cref="FetchRefusal"/>; <see cref="RateLimited"/> when it was not made.</summary>
public abstract record FetchResult
{
    private protected FetchResult() { }
}

/// <summary>An answer, whatever its status. A GET reads the body of 2xx answers only; a POST keeps up to 64 KiB of a readable answer.</summary>
public sealed record Fetched(
    Uri FinalUrl,
    int Status,
    string? ContentType,
    byte[] Body,
    FetchedHeaders Headers
) : FetchResult
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether what the caller has is still the same (RFC 9110, 15.4.5).</summary>
    public bool IsNotModified => Status == 304;

    /// <summary>Where what was asked for has moved for good, to be asked there from now on: every redirect on the way was a 301 or 308 (RFC 9110, 15.4.2 and 15.4.9). Null when nothing moved, one redirect was for the time being, or nothing useful is there.</summary>
    public Uri? MovedTo { get; init; }

    /// <summary>How long the server asks to be left alone, with an error or a redirect (RFC 9110, 10.2.3); null when it does not.</summary>
    public TimeSpan? RetryAfter(DateTimeOffset now)
    {
        if (!RetryConditionHeaderValue.TryParse(Headers.First("Retry-After"), out var said))
        {
            return null;
        }

        var rest = said.Delta ?? said.Date - now;
        return rest > TimeSpan.Zero ? rest : null;
    }

    /// <summary>How long it may be used again without asking: by max-age, less the age that it came with, else by Expires (RFC 9111, 4.2); zero when it does not say so, or forbids it.</summary>
    public TimeSpan FreshFor(DateTimeOffset now)
    {
        _ = CacheControlHeaderValue.TryParse(
            string.Join(", ", Headers.All("Cache-Control")),
            out var control
        );
        if (control is { NoStore: true } or { NoCache: true } || Headers.First("Vary") == "*")
        {
            return TimeSpan.Zero;
        }

        var rest = control?.MaxAge - Age ?? Expires - now;
        return rest > TimeSpan.Zero ? rest.Value : TimeSpan.Zero;
    }

    // When it says that it is out of date, if it says no age (RFC 9111, 5.3).
    private DateTimeOffset? Expires =>
        DateTimeOffset.TryParseExact(
            Headers.First("Expires"),
            "r",
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var end
        )
            ? end
            : null;

    // What a cache on the way has kept it for already (RFC 9111, 5.1).
    private TimeSpan Age =>
        int.TryParse(
            Headers.First("Age"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seconds
        )
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
}

/// <summary>Nobody was asked: it is not the host's turn (<see cref="FetchRates"/>).</summary>
/// <param name="RetryAfter">How long to stay away.</param>
public sealed record RateLimited(TimeSpan RetryAfter) : FetchResult;

/// <summary>No answer that may be used, with one sentence for people. The problem is for us: shown or logged for strangers, it would tell a private address from a dead one.</summary>
public sealed record FetchRefusal(FetchProblem Problem, string Sentence) : FetchResult
{
    internal static FetchRefusal Of(FetchProblem problem) =>
        new(
            problem,
            problem switch
            {
                FetchProblem.TooSlow => "The page took too long to answer.",
                FetchProblem.TooLarge => "The page is too large to be read.",
                FetchProblem.WrongType => "The page is of a kind that cannot be read here.",
                FetchProblem.TooManyRedirects => "The page redirects too often.",
                FetchProblem.Busy =>
                    "The page's server is being asked for something else at the moment. Try again later.",
                // Not allowed and unreachable read alike (protocols 5: no oracle on our network).
                _ => "The page could not be reached.",
            }
        );
}

/// <summary>Why there is no answer.</summary>
public enum FetchProblem
{
    /// <summary>The address is not one we ask: private, our own, an odd port or spelling.</summary>
    NotAllowed,

    /// <summary>No such host, no connection, no trusted certificate, or the connection broke.</summary>
    Unreachable,

    /// <summary>The exchange took longer than it may.</summary>
    TooSlow,

    /// <summary>Body or headers passed the limit.</summary>
    TooLarge,

    /// <summary>The media type is none that was wished for, or the coding of the body is unknown.</summary>
    WrongType,

    TooManyRedirects,

    /// <summary>Too many other requests were waiting for this host or for the network; to be tried again.</summary>
    Busy,
}

/// <summary>The headers of an answer; names in any case.</summary>
public sealed class FetchedHeaders
{
    private readonly Dictionary<string, string[]> values = new(StringComparer.OrdinalIgnoreCase);

    internal FetchedHeaders(HttpResponseMessage response)
    {
        foreach (
            var header in response.Headers.NonValidated.Concat(
                response.Content.Headers.NonValidated
            )
        )
        {
            values[header.Key] = [.. header.Value];
        }
    }

    /// <summary>The first value, for headers that come once (X-Pingback, ETag, Location); null when absent.</summary>
    public string? First(string name) =>
        values.TryGetValue(name, out var found) && found.Length > 0 ? found[0] : null;

    /// <summary>All values, for headers that may come several times (Link); one value may still be a list.</summary>
    public IReadOnlyList<string> All(string name) => values.GetValueOrDefault(name) ?? [];
}
