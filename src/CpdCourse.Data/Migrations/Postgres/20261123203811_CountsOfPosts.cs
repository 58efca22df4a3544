using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CountsOfPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_Stream",
                table: "Posts");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Stream",
                table: "Posts",
                columns: new[] { "ArrivedAt", "Number", "Audience", "Origin", "Id" },
                filter: "\"State\" = 1");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_Stream",
                table: "Posts");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Stream",
                table: "Posts",
                columns: new[] { "ArrivedAt", "Number", "Audience", "Origin" },
                filter: "\"State\" = 1");
        }
    }
}
