using System.Security.Cryptography;
using System.Text.Json;
using CpdCourse.Linking.Feeds;
using Microsoft.Net.Http.Headers;

namespace CpdCourse.Web.Features.Feeds;

/// <summary>A feed over HTTP: Atom or RSS, "not modified" for whoever has it already.</summary>
internal static class FeedAnswer
{
    private static readonly Guid Build = typeof(AtomWriter).Module.ModuleVersionId;

    /// <summary>The feed, or "not found" when there is none.</summary>
    public static IResult Of(HttpContext http, Feed? feed, bool rss)
    {
        if (feed is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Stream(
            async body =>
                await body.WriteAsync(
                    rss ? RssWriter.Write(feed) : AtomWriter.Write(feed),
                    http.RequestAborted
                ),
            rss ? RssWriter.ContentType : AtomWriter.ContentType,
            lastModified: feed.Entries.Count > 0 ? feed.Updated : null,
            entityTag: Tag(feed, rss)
        );
    }

    // Made from all that the feed says, before it is written: what changes for no reader changes no tag, and nothing that is hidden has a part in it.
    private static EntityTagHeaderValue Tag(Feed feed, bool rss)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Build.ToByteArray());
        hash.AppendData([rss ? (byte)1 : (byte)0]);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(feed));
        return new EntityTagHeaderValue(
            $"\"{Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 12))}\""
        );
    }
}
