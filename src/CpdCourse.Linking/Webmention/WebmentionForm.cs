using System.Net;
using System.Text;

namespace CpdCourse.Linking.Webmention;

/// <summary>Writes the form that tells another site of a link to it (Webmention 3.1.3).</summary>
public static class WebmentionForm
{
    /// <summary>The body: the address of the page that links, and the one it links to, spelled as it stands there.</summary>
    public static byte[] Encode(Uri source, string target) =>
        Encoding.ASCII.GetBytes(
            $"source={WebUtility.UrlEncode(source.AbsoluteUri)}&target={WebUtility.UrlEncode(target)}"
        );
}
