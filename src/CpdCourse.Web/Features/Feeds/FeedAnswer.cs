using System.Security.Cryptography;
using System.Text.Json;
using CpdCourse.Linking.Feeds;
using CpdCourse.Web.Hosting;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>A feed over HTTP: in the form that was asked for, with its hub if there is one, "not modified" for whoever has it already.</summary>
internal sealed class FeedAnswer(SiteSettings site, LinkingSettings linking)
{
    private const string Fresh = "public, max-age=300";

    private static readonly Guid Build = typeof(AtomWriter).Module.ModuleVersionId;

    /// <summary>The feed, or "not found" when there is none.</summary>
    public IResult Of(HttpContext http, Feed? feed, FeedFormat format)
    {
        if (feed is null)
        {
            return Results.NotFound();
        }

        feed = InForm(feed, format);
        http.Response.Headers.CacheControl = Fresh;
        if (feed.Hub is { } hub)
        {
            WebSub.Name(http.Response, hub, feed.Self);
        }

        return Results.Stream(
            async body => await body.WriteAsync(format.Write(feed), http.RequestAborted),
            format.ContentType,
            lastModified: feed.Entries.Count > 0 ? feed.Updated : null,
            entityTag: Tag(JsonSerializer.SerializeToUtf8Bytes(feed), format.Ending)
        );
    }

    /// <summary>The list of blogs.</summary>
    public static IResult Of(HttpContext http, OpmlList list)
    {
        http.Response.Headers.CacheControl = Fresh;
        var document = OpmlWriter.Write(list);
        return Results.Bytes(
            document,
            OpmlWriter.ContentType,
            lastModified: list.Modified,
            entityTag: Tag(document, "opml")
        );
    }

    private Feed InForm(Feed feed, FeedFormat format)
    {
        var path = feed.Self.PathAndQuery;
        return feed with
        {
            Self = site.Absolute(FeedAddress.In(path, format.Ending)),
            Hub = FeedAddress.IsSearch(path) ? null : linking.HubAddress,
        };
    }

    // Made from all that the feed says, before it is written: what changes for no reader changes no tag, and nothing that is hidden has a part in it.
    private static EntityTagHeaderValue Tag(byte[] content, string form)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Build.ToByteArray());
        hash.AppendData(System.Text.Encoding.ASCII.GetBytes(form));
        hash.AppendData(content);
        return new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}\""
        );
    }
}
