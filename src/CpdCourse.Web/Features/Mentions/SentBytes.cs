namespace CpdCourse.Web.Features.Mentions;

/// <summary>The bytes of a ping as they were sent: what encoding they are in, its protocol says.</summary>
internal static class SentBytes
{
    /// <summary>The body, or its beginning with one byte over the limit, which is enough to know.</summary>
    public static async Task<ReadOnlyMemory<byte>> Read(
        HttpRequest request,
        int most,
        CancellationToken stop
    )
    {
        var bytes = new byte[most + 1];
        var length = await request.Body.ReadAtLeastAsync(
            bytes,
            bytes.Length,
            throwOnEndOfStream: false,
            stop
        );
        return bytes.AsMemory(0, length);
    }
}
