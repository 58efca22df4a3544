using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Replies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "Answers",
                table: "Mentions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AuthorName",
                table: "Mentions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "AuthorUrl",
                table: "Mentions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Kind",
                table: "Mentions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<Guid>(
                name: "Persona",
                table: "Mentions",
                type: "uuid",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Answers",
                table: "Mentions",
                column: "Answers");

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_Persona_State_NoticedAt",
                table: "Mentions",
                columns: new[] { "Persona", "State", "NoticedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Mentions_SourceUrl_Persona",
                table: "Mentions",
                columns: new[] { "SourceUrl", "Persona" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Mentions_Comments_Answers",
                table: "Mentions",
                column: "Answers",
                principalTable: "Comments",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_Mentions_Personas_Persona",
                table: "Mentions",
                column: "Persona",
                principalTable: "Personas",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Mentions_Comments_Answers",
                table: "Mentions");

            migrationBuilder.DropForeignKey(
                name: "FK_Mentions_Personas_Persona",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Answers",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_Persona_State_NoticedAt",
                table: "Mentions");

            migrationBuilder.DropIndex(
                name: "IX_Mentions_SourceUrl_Persona",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Answers",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "AuthorName",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "AuthorUrl",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Mentions");

            migrationBuilder.DropColumn(
                name: "Persona",
                table: "Mentions");
        }
    }
}
